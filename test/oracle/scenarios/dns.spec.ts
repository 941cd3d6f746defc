import { addressFor, Dns, mayLeadTo } from './dns';
import { core } from './place';
import { addressIn, holds, outside } from './ranges';
import { serviceEntry } from '../cases/objects';
import { Random } from '../generate/random';

const slice = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: 'kafka-1', namespace: 'data', labels: { 'kubernetes.io/service-name': 'kafka' } },
  endpoints: [
    { addresses: ['10.244.0.1'], hostname: 'kafka-0', conditions: { ready: true } }, { addresses: ['10.244.0.2'], hostname: 'kafka-1', conditions: { ready: false } },
  ],
};
const alias = (path: string, externalName: string) => core('Service', path, { type: 'ExternalName', externalName });
const objects = [
  core('Service', 'shop/web', { clusterIP: '10.96.0.1' }), core('Service', 'shop/bare', {}), core('Service', 'data/kafka', { clusterIP: 'None' }), slice,
  alias('shop/queue', 'kafka.data.svc.cluster.local'), alias('shop/current', 'queue.shop.svc.cluster.local'), alias('shop/vendor', 'api.example.com'),
  alias('shop/lost', 'gone.data.svc.cluster.local'), alias('shop/round', 'round.shop.svc.cluster.local'),
];
const dns = new Dns(objects);

test.each([
  ['a Service by its bare name', 'web', 'shop', ['10.96.0.1']],
  ['a Service by name and namespace', 'web.shop', 'data', ['10.96.0.1']],
  ['a Service by its full name with a final dot', 'web.shop.svc.cluster.local.', 'data', ['10.96.0.1']],
  ['the bare name of a Service elsewhere', 'web', 'data', []],
  ['a Service whose address the oracle gives', 'bare', 'shop', ['10.255.0.1']],
  ['a headless Service, by its ready pods', 'kafka.data', 'shop', ['10.244.0.1']],
  ['a pod by its name', 'kafka-0.kafka.data.svc.cluster.local', 'shop', ['10.244.0.1']],
  ['a pod that is not ready', 'kafka-1.kafka.data', 'shop', []],
  ['an alias of an alias', 'current', 'shop', ['10.244.0.1']],
  ['an alias of a host outside', 'vendor.shop', 'data', 'api.example.com'],
  ['an alias of what is not there', 'lost', 'shop', []],
  ['an alias of itself', 'round', 'shop', []],
  ['a host outside', 'api.example.com', 'shop', 'api.example.com'],
])('the DNS of a cluster tells of %s', (_, host, namespace, found) => {
  expect(dns.resolve(host, namespace)).toEqual(found);
});

test('a host outside is at the address of its entry, else at one in no range', () => {
  const ranges = [serviceEntry('shop/a', ['a.example.com'], { addresses: ['198.51.100.7'] }), serviceEntry('shop/b', ['b.example.com'], { addresses: ['128.0.0.0/1'] })];
  expect(addressFor(ranges, 'a.example.com', 'shop')).toBe('198.51.100.7');
  expect(addressFor(ranges, 'c.example.com', 'shop')).toBe(outside.find((address) => !holds('128.0.0.0/1', address)));
});

test.each(['10.50.0.0/16', '203.0.113.16/28', '128.0.0.0/1', '0.0.0.0/0', '198.51.100.7'])('an address that is drawn from %s is in it', (range) => {
  const random = new Random(1);
  const drawn = random.times(50, () => addressIn(random, range));
  expect(drawn.filter((address) => !holds(range, address) || !/^\d+\.\d+\.\d+\.\d+$/.test(address))).toEqual([]);
  expect(new Set(drawn).size > 5).toBe(range.includes('/'));
});

test('a range does not hold the address behind its end', () => {
  expect(holds('203.0.113.16/28', '203.0.113.32')).toBe(false);
});

test.each([
  ['a Service at its own address', 'web.shop', '10.96.0.1', true],
  ['a Service at another', 'web.shop', '10.96.0.2', false],
  ['a name that the cluster does not have', 'gone.shop', '10.96.0.1', false],
  ['a host outside anywhere', 'c.example.com', '8.8.8.8', true],
  ['a host with a range inside it', 'b.example.com', '198.51.100.9', true],
  ['a host with a range outside it', 'b.example.com', '8.8.8.8', false],
])('a name may lead to an address: %s', (_, host, address, leads) => {
  expect(mayLeadTo([...objects, serviceEntry('shop/b', ['b.example.com'], { addresses: ['198.51.100.0/24'] })], host, 'shop', address)).toBe(leads);
});
