import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import { ExternalHosts, ExternalServices, ExternalServicesProps, HostResolution } from '../../src';
import { SERVICE_ENTRY_NAME, serviceEntries, ServiceEntryRequest } from '../../src/mesh/service-entry';
import { thrownIds } from '../message/ids';

const render = (props: ExternalServicesProps = {}) => new ExternalServices(Testing.chart(), 'hosts', props).serviceEntries.map((entry) => entry.toJson());
const many = (count: number) => ExternalHosts.of(...Array.from({ length: count }, (_, n) => `h${n}.example.com`));

test('256 hosts are one ServiceEntry, and the 257th starts a second one with a stable name', () => {
  expect(render({ hosts: many(256) }).map(({ metadata }) => metadata.name)).toEqual([SERVICE_ENTRY_NAME]);
  const split = render({ hosts: many(600) });
  expect(split.map(({ metadata, spec }) => [metadata.name, spec.hosts.length])).toEqual([
    [SERVICE_ENTRY_NAME, 256], [`${SERVICE_ENTRY_NAME}-2`, 256], [`${SERVICE_ENTRY_NAME}-3`, 88],
  ]);
  expect(split.flatMap(({ spec }) => spec.hosts)).toEqual(many(600).hosts);
});

test('a host at the end of the list changes the last ServiceEntry alone', () => {
  const [before, after] = [300, 301].map((count) => render({ hosts: many(count) }));
  expect(after[0]).toEqual(before[0]);
  expect(after[1]).not.toEqual(before[1]);
});

test('the construct renders what the pure function makes', () => {
  const request: ServiceEntryRequest = { name: 'x', namespace: 'speedscale', hosts: ['a.example.com'], exportTo: ['.', 'shop'], resolution: 'DNS', apiVersion: 'networking.istio.io/v1' };
  expect(render({ metadata: { name: 'x' }, hosts: ExternalHosts.of('a.example.com'), exportTo: ['.', 'shop'], resolution: HostResolution.DNS }))
    .toEqual(serviceEntries(request));
});

test.each([
  ['1.21', 'networking.istio.io/v1beta1'], ['1.21.6', 'networking.istio.io/v1beta1'], ['1.22', 'networking.istio.io/v1'], ['1.30.3', 'networking.istio.io/v1'],
])('Istio %s gets %s', (istioVersion, apiVersion) => {
  expect(render({ istioVersion })[0].apiVersion).toBe(apiVersion);
});

test('a stated API version wins over the release', () => {
  expect(render({ istioVersion: '1.30', apiVersion: 'networking.istio.io/v1beta1' })[0].apiVersion).toBe('networking.istio.io/v1beta1');
});

test('labels and annotations stand on every object', () => {
  const metadata = { labels: { team: 'mesh' }, annotations: { 'argocd.argoproj.io/sync-wave': '-1' } };
  for (const entry of render({ hosts: many(300), metadata })) {
    expect(entry.metadata).toMatchObject(metadata);
  }
});

test('exportTo gets the own namespace, unless it covers it already', () => {
  const exported = (exportTo?: string[]) => render({ exportTo })[0].spec.exportTo;
  expect(exported()).toEqual(['.']);
  expect(exported(['shop'])).toEqual(['.', 'shop']);
  expect(exported(['shop', 'speedscale'])).toEqual(['shop', 'speedscale']);
  expect(exported(['*'])).toEqual(['*']);
  expect(exported(['~'])).toEqual(['~']);
});

test('what was not foreseen can be patched', () => {
  const services = new ExternalServices(Testing.chart(), 'hosts');
  services.serviceEntries[0].addJsonPatch(JsonPatch.replace('/spec/location', 'MESH_INTERNAL'));
  expect(services.serviceEntries[0].toJson().spec.location).toBe('MESH_INTERNAL');
});

test('the namespace is Speedscale\'s, whatever the chart\'s', () => {
  const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
  expect(new ExternalServices(chart, 'hosts').serviceEntries[0].toJson().metadata.namespace).toBe('speedscale');
});

test('metadata that is not ours reaches the object', () => {
  const [entry] = render({ metadata: { name: 'x', finalizers: ['example.com/keep'] } });
  expect(entry.metadata).toMatchObject({ name: 'x', namespace: 'speedscale', finalizers: ['example.com/keep'] });
});

describe('refused with the value, the construct and the repair', () => {
  test.each<[string, string, () => ExternalServicesProps]>([
    ['host-is-every-host', '* as a host', () => ({ hosts: ExternalHosts.of('*') })],
    ['host-not-a-name', 'a URL', () => ({ hosts: ExternalHosts.of('https://app.speedscale.com') })],
    ['host-not-a-name', 'a wildcard in the middle', () => ({ hosts: ExternalHosts.of('s3.*.amazonaws.com') })],
    ['host-not-a-name', 'an underscore', () => ({ hosts: ExternalHosts.of('my_bucket.example.com') })],
    ['host-not-a-name', 'an IP address', () => ({ hosts: ExternalHosts.of('10.0.0.1') })],
    ['host-not-a-name', 'an empty host', () => ({ hosts: ExternalHosts.of('') })],
    ['host-partial-wildcard', 'a partial wildcard', () => ({ hosts: ExternalHosts.of('*-eu.example.com') })],
    ['host-listed-twice', 'one host twice', () => ({ hosts: ExternalHosts.of('a.example.com', 'a.example.com') })],
    ['hosts-empty', 'an empty list', () => ({ hosts: ExternalHosts.of() })],
    ['resolution-with-wildcard', 'a wildcard host with DNS', () => ({ resolution: HostResolution.DNS })],
    ['export-to-not-alone', '* beside a namespace', () => ({ exportTo: ['*', 'shop'] })],
    ['export-to-not-alone', '~ beside the own namespace', () => ({ exportTo: ['.', '~'] })],
    ['export-to-twice', '. beside the own name', () => ({ exportTo: ['.', 'speedscale'] })],
    ['export-to-twice', 'a namespace twice', () => ({ exportTo: ['shop', 'shop'] })],
    ['export-to-not-a-namespace', 'a namespace in upper case', () => ({ exportTo: ['Shop'] })],
    ['namespace-not-a-name', 'a namespace with an underscore', () => ({ metadata: { namespace: 'my_ns' } })],
    ['object-name-not-a-name', 'a name with a space', () => ({ metadata: { name: 'my hosts' } })],
    ['istio-version-not-a-release', 'a release with a v', () => ({ istioVersion: 'v1.30' })],
    ['api-version-not-served', 'an API version that no release serves', () => ({ apiVersion: 'networking.istio.io/v2' })],
  ])('%s: %s', (id, _, props) => {
    expect(thrownIds(() => render(props()))).toContain(id);
  });

  test('the place of the error is the construct\'s path', () => {
    const chart = new Chart(new App(), 'prod');
    expect(() => new ExternalServices(chart, 'hosts', { exportTo: ['Shop'] })).toThrow(/prod\/hosts/);
  });

  test('object-defined-twice: a second ServiceEntry of the same name', () => {
    const chart = Testing.chart();
    new ExternalServices(chart, 'one');
    expect(thrownIds(() => new ExternalServices(chart, 'two'))).toEqual(['object-defined-twice']);
  });

  test('object-defined-twice: a name that the user\'s own object has, in another API version', () => {
    const chart = Testing.chart();
    const metadata = { name: SERVICE_ENTRY_NAME, namespace: 'speedscale' };
    new ApiObject(chart, 'by-hand', { apiVersion: 'networking.istio.io/v1alpha3', kind: 'ServiceEntry', metadata });
    expect(thrownIds(() => new ExternalServices(chart, 'hosts'))).toEqual(['object-defined-twice']);
  });
});

test('upper case and a dot at the end pass, as Istio lets them', () => {
  expect(render({ hosts: ExternalHosts.of('API.example.com', 'b.example.com.') })[0].spec.hosts).toEqual(['API.example.com', 'b.example.com.']);
});
