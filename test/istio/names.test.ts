import { decideEgress } from '../../src/istio/egress/decide';
import { Call } from '../../src/istio/egress/verdict';
import { buildMesh } from '../../src/istio/mesh';
import { KubernetesObject } from '../../src/kubernetes/object';
import { registryOnly } from '../oracle/cases/case';
import { endpoints, service, serviceEntry, sidecar } from '../oracle/cases/objects';

const kafka = service('b/kafka', 'None', [{ name: 'tcp-kafka', port: 9092 }, { name: 'tls', port: 9093 }]);
const toKafka = 'outbound|9092||kafka.b.svc.cluster.local';
const db = service('b/db', '10.96.0.9', [{ name: 'tcp', port: 5432 }, { name: 'tls', port: 443 }]);
const toDb = 'outbound|5432||db.b.svc.cluster.local';

/** An EndpointSlice of pods by their hostnames. */
function pods(path: string, addresses: Readonly<Record<string, string>>): KubernetesObject {
  const slice = endpoints(path, [], { name: 'tcp-kafka', port: 9092 });
  return { ...slice, endpoints: Object.entries(addresses).map(([hostname, address]) => ({ hostname, addresses: [address] })) } as KubernetesObject;
}

function alias(path: string, stands: string): KubernetesObject {
  const { metadata } = service(path, '', []);
  return { apiVersion: 'v1', kind: 'Service', metadata, spec: { type: 'ExternalName', externalName: stands } };
}

function decided(objects: readonly KubernetesObject[], host: string, at: Partial<Call> = {}, meshConfig: object = registryOnly) {
  const call = { namespace: 'a', labels: {}, host, port: 9092, protocol: 'TCP', ...at } as const;
  return decideEgress(buildMesh({ release: '1.30.3', meshConfig, objects }), call);
}

const allowed = (cluster: string) => ({ outcome: 'allowed', clusters: [cluster] });
const blocked = { outcome: 'blocked', reason: 'registry-only' };

describe('the pod of a headless Service', () => {
  const names = ['kafka-0.kafka.b.svc.cluster.local', 'kafka-0.kafka.b.svc.cluster.local.', 'kafka-0.kafka.b.svc', 'kafka-0.kafka.b', 'Kafka-0.Kafka.b'];

  test.each(names)('is called by %s, in sight or not', (host) => {
    expect(decided([kafka], host)).toMatchObject(allowed(toKafka));
    expect(decided([kafka, pods('b/kafka', { 'kafka-0': '10.1.0.2', 'kafka-1': '10.1.0.3' })], host)).toMatchObject(allowed(toKafka));
  });

  test('is called by its name and the Service\'s in the namespace of the Service alone', () => {
    expect(decided([kafka], 'kafka-0.kafka', { namespace: 'b' })).toMatchObject(allowed(toKafka));
    expect(decided([kafka], 'kafka-0.kafka')).toMatchObject(blocked);
    expect(decided([kafka], 'kafka-0')).toMatchObject(blocked);
  });

  test('is called by TLS with that name, too', () => {
    expect(decided([kafka], 'kafka-0.kafka.b', { port: 9093, protocol: 'TLS' })).toMatchObject(allowed('outbound|9093||kafka.b.svc.cluster.local'));
  });

  test('has the address that its hostname has', () => {
    const slice = pods('b/kafka', { 'kafka-0': '10.1.0.2', 'kafka-1': '10.1.0.3' });
    const entry = serviceEntry('a/net', ['net.example.com'], { addresses: ['10.1.0.3/32'], ports: [{ number: 9092, name: 'tcp', protocol: 'TCP' }] });
    const own = sidecar('a/default', ['./*']);
    expect(decided([kafka, slice, entry, own], 'kafka-1.kafka.b')).toMatchObject(allowed('outbound|9092||net.example.com'));
    expect(decided([kafka, slice, entry, own], 'kafka-0.kafka.b')).toMatchObject(blocked);
    // Of another one it is not known which it will get, nor of the Service.
    expect(decided([kafka, slice, entry, own], 'kafka-7.kafka.b')).toMatchObject({ outcome: 'unknown', reason: 'address' });
    const ranges = [{ range: '10.1.0.3', object: { kind: 'ServiceEntry', namespace: 'a', name: 'net' } }];
    expect(decided([kafka, slice, entry, own], 'kafka.b')).toMatchObject({ outcome: 'unknown', reason: 'address', ranges });
  });

  test('is not there where the Service has an address', () => {
    expect(decided([db], 'db-0.db.b.svc.cluster.local', { port: 5432 })).toMatchObject(blocked);
  });

  test('comes behind a Service of that name, unless it is in sight', () => {
    const namesake = service('kafka/broker', '10.96.0.7', [{ name: 'tcp-kafka', port: 9092 }]);
    const near = service('a/kafka', 'None', [{ name: 'tcp-kafka', port: 9092 }]);
    expect(decided([near, namesake], 'broker.kafka')).toMatchObject(allowed('outbound|9092||broker.kafka.svc.cluster.local'));
    expect(decided([near, namesake, pods('a/kafka', { broker: '10.1.0.2' })], 'broker.kafka')).toMatchObject(allowed('outbound|9092||kafka.a.svc.cluster.local'));
    expect(decided([near, namesake, pods('a/kafka', { other: '10.1.0.2' })], 'broker.kafka')).toMatchObject(allowed('outbound|9092||broker.kafka.svc.cluster.local'));
  });
});

test('a pod whose Service has no endpoints in its slice is not in sight either', () => {
  expect(decided([kafka, pods('b/kafka', {})], 'kafka.b')).toMatchObject(allowed(toKafka));
  expect(decided([kafka, pods('b/kafka', {})], 'kafka-0.kafka.b')).toMatchObject(allowed(toKafka));
});

test('an address that is given as the host\'s is that of a pod', () => {
  expect(decided([kafka], 'kafka-0.kafka.b', { address: '10.1.0.2', addressIsOfHost: true })).toMatchObject(allowed(toKafka));
  expect(decided([kafka], 'kafka-0.kafka.b', { address: '10.1.0.2' })).toMatchObject({ outcome: 'unknown', reason: 'endpoints' });
});

test('a name with a final dot is whole', () => {
  expect(decided([db], 'db.b.svc.cluster.local.', { port: 5432 })).toMatchObject(allowed(toDb));
  expect(decided([db], 'db.b.', { port: 5432 })).toMatchObject(blocked);
});

describe('a Service that stands for another name', () => {
  const toAlias = (objects: readonly KubernetesObject[], host = 'alias', at: Partial<Call> = { port: 5432 }, meshConfig: object = registryOnly) => decided(objects, host, at, meshConfig);

  test.each(['alias', 'alias.a', 'alias.a.svc', 'alias.a.svc.cluster.local'])('leads by %s to the address of the Service', (host) => {
    const objects = [db, alias('a/alias', 'db.b.svc.cluster.local')];
    expect(toAlias(objects, host)).toMatchObject(allowed(toDb));
    expect(toAlias(objects, host, { port: 443, protocol: 'TLS' })).toMatchObject(allowed('outbound|443||db.b.svc.cluster.local'));
  });

  test('leads to an address that the input does not have', () => {
    const unassigned = service('b/db', undefined, [{ name: 'tcp', port: 5432 }]);
    const entry = serviceEntry('a/net', ['net.example.com'], { addresses: ['10.0.0.0/8'], ports: [{ number: 5432, name: 'tcp', protocol: 'TCP' }] });
    expect(toAlias([unassigned, alias('a/alias', 'db.b.svc.cluster.local')])).toMatchObject(allowed(toDb));
    expect(toAlias([unassigned, alias('a/alias', 'db.b.svc.cluster.local'), entry, sidecar('a/default', ['./*'])])).toMatchObject({ outcome: 'unknown', reason: 'address' });
  });

  test('leads to the pods of a headless Service, or to one of them', () => {
    const at = { port: 9092 };
    expect(toAlias([kafka, alias('a/alias', 'kafka.b.svc.cluster.local')], 'alias', at)).toMatchObject(allowed(toKafka));
    expect(toAlias([kafka, alias('a/alias', 'kafka-0.kafka.b.svc.cluster.local')], 'alias', at)).toMatchObject(allowed(toKafka));
    expect(toAlias([kafka, alias('a/alias', 'kafka.b.svc.cluster.local')], 'alias', { ...at, address: '10.1.0.2', addressIsOfHost: true })).toMatchObject(allowed(toKafka));
  });

  test('that stands for another one leads to the last', () => {
    expect(toAlias([db, alias('a/alias', 'second.c.svc.cluster.local.'), alias('c/second', 'DB.b.svc.cluster.local')])).toMatchObject(allowed(toDb));
  });

  test('in a circle leads nowhere', () => {
    const circle = [alias('a/alias', 'second.a.svc.cluster.local'), alias('a/second', 'alias.a.svc.cluster.local'), alias('a/self', 'self.a.svc.cluster.local')];
    expect(['alias', 'second', 'self'].map((host) => toAlias(circle, host).outcome)).toEqual(['blocked', 'blocked', 'blocked']);
  });

  test('asks no search list: it stands for a whole name', () => {
    expect(toAlias([db, alias('b/alias', 'db')], 'alias.b')).toMatchObject(blocked);
    expect(toAlias([db, alias('a/alias', 'db.b')])).toMatchObject(blocked);
  });

  test('and for a host outside leads where that does', () => {
    const at = { port: 5432 };
    const entry = (addresses: readonly string[]) => serviceEntry('a/vendor', ['db.vendor.com'], { addresses, ports: [{ number: 5432, name: 'tcp', protocol: 'TCP' }] });
    const outside = alias('a/alias', 'db.vendor.com');
    const capture = { ...registryOnly, defaultConfig: { proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true' } } };
    expect(toAlias([outside, entry(['203.0.113.10'])], 'alias', at)).toMatchObject({ outcome: 'unknown', reason: 'address', ranges: [{ range: '203.0.113.10' }] });
    expect(toAlias([outside, entry(['203.0.113.10'])], 'alias', at, capture)).toMatchObject(allowed('outbound|5432||db.vendor.com'));
    expect(toAlias([outside, entry(['203.0.113.0/24'])], 'alias', at)).toMatchObject({ outcome: 'unknown', reason: 'address', ranges: [{ range: '203.0.113.0/24' }] });
    expect(toAlias([outside, entry([])], 'alias', at)).toMatchObject(allowed('outbound|5432||db.vendor.com'));
    expect(toAlias([outside], 'alias', at)).toMatchObject(blocked);
  });

  test('is known to DNS where istiod does not read it', () => {
    const meshConfig = { ...registryOnly, discoverySelectors: [{ matchLabels: { mesh: 'yes' } }] };
    const labelled = ['a', 'b'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { mesh: 'yes' } } }));
    const hidden = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'c', labels: { mesh: 'no' } } };
    expect(toAlias([...labelled, hidden, db, alias('c/alias', 'db.b.svc.cluster.local')], 'alias.c', { port: 5432 }, meshConfig)).toMatchObject(allowed(toDb));
  });
});

describe('an alias of a host outside is let out by SNI', () => {
  const objects = [alias('a/v', 'api.vendor.com'), serviceEntry('a/vendor', ['api.vendor.com'], { resolution: 'DNS' })];
  const outcomes = (namespace: string) => ['v', 'v.a', 'v.a.svc', 'v.a.svc.cluster.local'].map((host) => decided(objects, host, { namespace, port: 443, protocol: 'TLS' }).outcome);

  test('by its bare name in its own namespace alone', () => {
    expect(outcomes('a')).toEqual(['allowed', 'allowed', 'allowed', 'allowed']);
    expect(outcomes('b')).toEqual(['blocked', 'allowed', 'allowed', 'allowed']);
  });
});
