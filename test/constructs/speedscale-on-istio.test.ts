import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { EbpfCapture, GoproxyCapture, MeshContext, SpeedscaleOnIstio, SpeedscaleOnIstioProps } from '../../src';
import { thrownIds } from '../message/ids';

/** A chart with a Sidecar in Istio's root namespace that lets pods call their own namespace alone. */
function narrowMesh(): Chart {
  const chart = new Chart(new App(), 'mesh');
  new ApiObject(chart, 'root', {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: { name: 'default', namespace: 'istio-system' },
    spec: { egress: [{ hosts: ['./*', 'istio-system/*'] }] },
  });
  return chart;
}

const shop: SpeedscaleOnIstioProps = { namespaces: [{ name: 'shop', replay: true }] };
const title = (object: ApiObject) => `${object.kind} ${object.metadata.namespace}/${object.name}`;

test('the app\'s own objects are the context, and Sidecars follow from the root namespace\'s', () => {
  const mesh = new SpeedscaleOnIstio(narrowMesh(), 'speedscale', shop);
  expect([...mesh.serviceEntries, ...mesh.sidecars].map(title))
    .toEqual(['ServiceEntry speedscale/speedscale-external-svc-https', 'Sidecar speedscale/default', 'Sidecar shop/default']);
  expect(mesh.warnings).toEqual([]);
});

test('a context of its own takes the place of the app\'s objects', () => {
  const mesh = new SpeedscaleOnIstio(narrowMesh(), 'speedscale', { ...shop, context: MeshContext.nothing() });
  expect(mesh.sidecars).toEqual([]);
  expect(mesh.warnings[0]).toMatch(/root-sidecar-unknown/);
});

test('a workload whose containers come later is not in sight, and nothing is thrown for it', () => {
  const chart = narrowMesh();
  const deployment = new Deployment(chart, 'checkout');
  expect(() => new SpeedscaleOnIstio(chart, 'speedscale', shop)).not.toThrow();
  deployment.addContainer({ image: 'shop/checkout' });
  expect(Testing.synth(chart).map(({ kind }) => kind)).toContain('Deployment');
});

test('warnings stand in the construct\'s metadata too', () => {
  const mesh = new SpeedscaleOnIstio(Testing.chart(), 'speedscale', shop);
  expect(mesh.node.metadata.map(({ type, data }) => [type, data])).toEqual([['cdk8s-speedscale/warning', mesh.warnings[0]]]);
});

test('the generated objects are given back, and can be patched', () => {
  const mesh = new SpeedscaleOnIstio(narrowMesh(), 'speedscale', shop);
  mesh.sidecarFor('shop').addJsonPatch(JsonPatch.add('/spec/egress/0/hosts/-', 'bank/*'));
  expect(mesh.sidecarFor('shop').toJson().spec.egress[0].hosts).toContain('bank/*');
  expect(mesh.trySidecarFor('cart')).toBeUndefined();
  expect(thrownIds(() => mesh.sidecarFor('shpo'))).toEqual(['sidecar-not-generated']);
});

test('a whole app renders, and twice the same', () => {
  const rendered = () => {
    const chart = narrowMesh();
    new SpeedscaleOnIstio(chart, 'speedscale', shop);
    return Testing.synth(chart);
  };
  expect(rendered()).toEqual(rendered());
  expect(rendered().map(({ kind }) => kind)).toEqual(['Sidecar', 'ServiceEntry', 'Sidecar', 'Sidecar']);
});

test('labels and annotations of the settings stand on every generated object', () => {
  const metadata = { labels: { 'istio.io/rev': 'stable' }, annotations: { 'argocd.argoproj.io/sync-wave': '-1' } };
  const mesh = new SpeedscaleOnIstio(narrowMesh(), 'speedscale', { ...shop, metadata });
  for (const object of [...mesh.serviceEntries, ...mesh.sidecars]) expect(object.toJson().metadata).toMatchObject(metadata);
});

describe('refused with the path of the property', () => {
  test.each<[string, SpeedscaleOnIstioProps]>([
    ['istio-version-not-a-release', { istio: { version: 'latest' } }],
    ['namespace-not-a-name', { istio: { rootNamespace: 'Istio' } }],
    ['namespace-not-a-name', { speedscale: { namespace: 'speed scale' } }],
    ['namespace-not-a-name', { namespaces: [{ name: 'Shop' }] }],
    ['namespace-not-given', { namespaces: [{ name: '' }] }],
    ['namespace-listed-twice', { namespaces: [{ name: 'shop' }, { name: 'shop' }] }],
    ['region-not-a-name', { speedscale: { region: 'Frankfurt' } }],
    ['host-not-a-name', { speedscale: { appUrl: 'https://app.speedscale.com' } }],
    ['host-not-a-name', { speedscale: { hosts: { add: ['a b'] } } }],
    ['host-listed-twice', { speedscale: { hosts: { add: ['app.speedscale.com'] } } }],
    ['host-not-in-list', { speedscale: { hosts: { remove: ['gcr.io'] } } }],
    ['export-to-not-alone', { speedscale: { exportTo: ['*'], exportToAlso: ['egress'] } }],
    ['export-to-twice', { speedscale: { exportTo: ['shop'], exportToAlso: ['shop'] } }],
    ['egress-host-not-namespaced', { namespaces: [{ name: 'shop', egress: ['bank'] }] }],
  ])('%s', (id, props) => {
    expect(thrownIds(() => new SpeedscaleOnIstio(Testing.chart(), 'speedscale', props))).toEqual([id]);
  });

  test('all that is wrong is said at once', () => {
    const props = { istio: { version: 'latest' }, namespaces: [{ name: 'Shop' }] };
    expect(thrownIds(() => new SpeedscaleOnIstio(Testing.chart(), 'speedscale', props))).toEqual(['istio-version-not-a-release', 'namespace-not-a-name']);
    expect(() => new SpeedscaleOnIstio(Testing.chart(), 'speedscale', props)).toThrow(/test\/speedscale\.namespaces\[0\]\.name/);
  });

  test('service-entry-takes-over-host: the app registers one of the hosts already', () => {
    const chart = narrowMesh();
    new ApiObject(chart, 'aws', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'ServiceEntry',
      metadata: { name: 'aws', namespace: 'bank' },
      spec: { hosts: ['sts.amazonaws.com'], ports: [{ name: 'https', number: 443, protocol: 'TLS' }] },
    });
    expect(thrownIds(() => new SpeedscaleOnIstio(chart, 'speedscale', shop))).toEqual(['service-entry-takes-over-host']);
  });
});

test('another region than the documented one is a warning, not an error', () => {
  const mesh = new SpeedscaleOnIstio(Testing.chart(), 'speedscale', { istio: { hasRootSidecar: false }, speedscale: { region: 'eu-west-1' } });
  expect(mesh.warnings).toEqual([expect.stringMatching(/region-not-documented/)]);
});

describe('facts of the mesh that the app holds', () => {
  /** A chart with the MeshConfig that istiod reads, and a ServiceEntry for one of Speedscale's hosts. */
  function meshOf(config: string): Chart {
    const chart = Testing.chart();
    new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio', namespace: 'mesh' }, data: { mesh: config } });
    new ApiObject(chart, 'aws', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'ServiceEntry',
      metadata: { name: 'aws', namespace: 'bank' },
      spec: { hosts: ['sts.amazonaws.com'] },
    });
    return chart;
  }
  const bank: SpeedscaleOnIstioProps = { istio: { hasRootSidecar: false }, namespaces: [{ name: 'shop', replay: true }] };

  test('need not be stated', () => {
    expect(thrownIds(() => new SpeedscaleOnIstio(meshOf('{}'), 'speedscale', bank))).toEqual(['service-entry-takes-over-host']);
    expect(new SpeedscaleOnIstio(meshOf('defaultServiceExportTo: ["."]'), 'speedscale', bank).serviceEntries).toHaveLength(1);
  });

  test('are an error where the settings say otherwise', () => {
    const props = { ...bank, istio: { hasRootSidecar: false, rootNamespace: 'istio-system' } };
    expect(thrownIds(() => new SpeedscaleOnIstio(meshOf('rootNamespace: mesh'), 'speedscale', props))).toEqual(['settings-contradict-manifests']);
  });
});

test.each<[string, (object: ApiObject) => unknown, readonly string[]]>([
  ['goproxy captures in', (object) => new GoproxyCapture().applyTo(object), ['speedscale', 'billing']],
  ['eBPF alone captures in', (object) => new EbpfCapture().applyTo(object), ['speedscale']],
  ['nothing captures in', () => undefined, ['speedscale', 'billing']],
])('a namespace that %s gets a Sidecar where its pods call', (_, capture, expected) => {
  const chart = new Chart(new App(), 'chart');
  new ApiObject(chart, 'root', {
    apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata: { name: 'default', namespace: 'istio-system' }, spec: { egress: [{ hosts: ['./*'] }] },
  });
  capture(new ApiObject(chart, 'web', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'billing' },
    spec: { selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [] } } },
  }));
  const { sidecars } = new SpeedscaleOnIstio(chart, 'speedscale', { istio: { cni: false }, namespaces: [{ name: 'billing' }] });
  expect(sidecars.map(({ metadata }) => metadata.namespace)).toEqual(expected);
});
