import { ApiObject, App, Chart, Include, JsonPatch, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { validationIds } from './validation-ids';
import {
  EbpfCapture, EgressSidecar, ExternalHosts, ExternalServices, GoproxyCapture, MeshContext, SpeedscaleOnIstio, SpeedscaleOnIstioProps,
  TrafficReplay, VirtualServiceHosts,
} from '../../src';
import { folderOf } from '../files/folder';
import { thrownIds } from '../message/ids';

jest.mock('../../src/files/standard-error');

const CNI = 'sidecar.speedscale.com/istio-cni';
const title = (object: { readonly kind: string; readonly metadata: { readonly namespace?: string } }) => `${object.kind} ${object.metadata.namespace}`;
const titlesOf = (chart: Chart) => (Testing.synth(chart) as readonly ApiObject[]).map(title);

/** A mesh without a root Sidecar, in which "shop" replays. */
const mesh = (scope: Construct, props: SpeedscaleOnIstioProps = {}, id = 'mesh') => new SpeedscaleOnIstio(scope, id, {
  namespaces: [{ name: 'shop', replay: true }], ...props, istio: { hasRootSidecar: false, ...props.istio },
});
/** A mesh that generates nothing, with Istio's CNI agent or without. */
const described = (scope: Construct, cni: boolean, props: SpeedscaleOnIstioProps = {}, id = 'mesh') => mesh(scope, { ...props, emit: [], istio: { cni } }, id);
const sidecarOf = (scope: Construct, name: string, namespace: string, hosts: readonly string[]) => new ApiObject(scope, `${namespace}-${name}`, {
  apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata: { name, namespace }, spec: { egress: [{ hosts }] },
});
const rootSidecar = (scope: Construct, hosts: readonly string[] = ['./*']) => sidecarOf(scope, 'default', 'istio-system', hosts);
const workload = (scope: Construct, id = 'web') => new ApiObject(scope, id, {
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: id, namespace: 'shop' }, spec: { selector: {}, template: { spec: { containers: [] } } },
});
const captured = (scope: Construct, id?: string) => {
  const object = workload(scope, id);
  new GoproxyCapture().applyTo(object);
  return object;
};
const cniOf = (object: ApiObject) => object.toJson().metadata.annotations[CNI];
const replay = (scope: Construct, namespace = 'shop') =>
  new TrafficReplay(scope, 'replay', { metadata: { name: 'nightly', namespace }, snapshotId: 'b5d3', testConfigId: 'standard' });

/** An app with a chart for each id. */
function appOf<K extends string>(...ids: readonly K[]): { readonly app: App } & Record<K, Chart> {
  const app = Testing.app();
  return { app, ...Object.fromEntries(ids.map((id) => [id, new Chart(app, id)])) as Record<K, Chart> };
}

describe('with a SpeedscaleOnIstio in each of several charts', () => {
  test('each chart has its own objects', () => {
    const { app, east, west, north } = appOf('east', 'west', 'north');
    for (const chart of [east, west, north]) mesh(chart);
    expect(validationIds(app)).toEqual([]);
    for (const chart of [east, west, north]) expect(titlesOf(chart)).toEqual(['ServiceEntry speedscale']);
  });

  test('replays and captures of the same names may be in each, before their mesh or after it', () => {
    const { app, east, west } = appOf('east', 'west');
    for (const chart of [east, west]) {
      replay(chart);
      captured(chart);
      mesh(chart);
      new ExternalServices(chart, 'more', { metadata: { name: 'more' }, hosts: ExternalHosts.of('api.example.com') });
    }
    expect(validationIds(app)).toEqual([]);
  });

  test('each decides by the objects of its own chart', () => {
    const { app, east, west } = appOf('east', 'west');
    rootSidecar(east);
    new SpeedscaleOnIstio(east, 'mesh', { namespaces: [{ name: 'shop', replay: true }] });
    mesh(west);
    expect(validationIds(app)).toEqual([]);
    expect(titlesOf(east)).toEqual(['Sidecar istio-system', 'ServiceEntry speedscale', 'Sidecar speedscale', 'Sidecar shop']);
    expect(titlesOf(west)).toEqual(['ServiceEntry speedscale']);
  });

  test('the first one may come before the second chart has its objects, or after, where these decide alike', () => {
    const { app, east, west } = appOf('east', 'west');
    for (const chart of [east, west]) rootSidecar(chart);
    for (const chart of [east, west]) new SpeedscaleOnIstio(chart, 'mesh', { namespaces: [{ name: 'shop', replay: true }] });
    expect(validationIds(app)).toEqual([]);
    expect(titlesOf(west)).toEqual(titlesOf(east));
  });

  test('the first one is refused where objects of another chart have decided, and "scope" repairs it', () => {
    const rendered = (withScope: boolean) => {
      const { app, east, west } = appOf('east', 'west');
      rootSidecar(west);
      new SpeedscaleOnIstio(east, 'mesh', { namespaces: [{ name: 'shop', replay: true }], ...withScope ? { scope: east } : {} });
      new SpeedscaleOnIstio(west, 'mesh', { namespaces: [{ name: 'shop', replay: true }] });
      return validationIds(app);
    };
    expect(rendered(false)).toEqual(['mesh-decided-too-early']);
    expect(rendered(true)).toEqual([]);
  });

  test('an error of the first one that another chart leads to names "scope"', () => {
    const { east, west } = appOf('east', 'west');
    rootSidecar(east);
    expect(thrownIds(() => mesh(west))).toEqual(['root-sidecar-contradicts-settings', 'mesh-about-whole-app']);
    expect(thrownIds(() => mesh(east, {}, 'own'))).toEqual(['root-sidecar-contradicts-settings']);
    for (const scope of [west, west.node.root as App]) {
      expect(thrownIds(() => mesh(scope, { istio: { version: 'latest' } }, 'bad'))).toEqual(['istio-version-not-a-release']);
    }
    expect(thrownIds(() => mesh(west, { scope: west.node.root }, 'stated'))).toEqual(['root-sidecar-contradicts-settings']);
    expect(thrownIds(() => mesh(west, { context: MeshContext.of(east) }, 'context'))).toEqual(['root-sidecar-contradicts-settings']);
    expect(mesh(west, { scope: west }, 'repaired').serviceEntries).toHaveLength(1);
  });

  test('a capture follows the mesh of its chart, whichever is defined first', () => {
    const { app, east, west } = appOf('east', 'west');
    const before = captured(east);
    described(east, true);
    described(west, false);
    const after = captured(west);
    expect([before, after].map(cniOf)).toEqual(['true', undefined]);
    expect(validationIds(app)).toEqual([]);
  });

  test('a replay is listed by the mesh of its own chart, or not at all', () => {
    const { app, east, west } = appOf('east', 'west');
    mesh(east);
    mesh(west, { namespaces: [{ name: 'bank', replay: true }] });
    replay(east);
    expect(validationIds(app)).toEqual([]);
    replay(west);
    expect(validationIds(app)).toEqual(['replay-namespace-not-listed']);
  });

  test('a VirtualService conflicts with those of its own mesh', () => {
    const routes = (scope: Construct, id: string) => new ApiObject(scope, id, {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: id, namespace: 'shop' },
      spec: { hosts: ['shop.example.com'], gateways: ['public'], http: [{ route: [{ destination: { host: 'web' } }] }] },
    });
    const { app, east, west } = appOf('east', 'west');
    for (const chart of [east, west]) {
      mesh(chart);
      new VirtualServiceHosts().applyTo(routes(chart, 'web'));
    }
    expect(validationIds(app)).toEqual([]);
    expect(thrownIds(() => new VirtualServiceHosts().applyTo(routes(west, 'other')))).toContain('virtual-service-host-taken');
  });

  test.each<[string, (chart: Chart) => void]>([
    ['a goproxy capture', (chart) => { captured(chart); }],
    ['an eBPF capture', (chart) => new EbpfCapture().applyTo(workload(chart))],
    ['a replay', (chart) => { replay(chart); }],
  ])('%s in a chart without one is an error that names "scope", and a "scope" repairs it', (_, define) => {
    const { app, east, west, shared } = appOf('east', 'west', 'shared');
    mesh(east);
    mesh(west);
    define(shared);
    expect(validationIds(app)).toEqual(['construct-in-no-mesh']);
    expect(() => app.synth()).toThrow(/"scope"/);

    const repaired = Testing.app();
    const one = new Construct(repaired, 'one');
    mesh(new Chart(one, 'mesh'), { scope: one });
    define(new Chart(one, 'shared'));
    mesh(new Chart(repaired, 'two'));
    expect(validationIds(repaired)).toEqual([]);
  });

  test.each<[string, (east: Chart, west: Chart) => void]>([
    ['both in one chart', (_, west) => { described(west, true); described(west, true, {}, 'again'); }],
    ['both about the whole app', (east, west) => { [east, west].forEach((chart) => described(chart, true, { scope: chart.node.root })); }],
    ['one about the whole app', (east, west) => { described(east, true, { scope: east.node.root }); described(west, true); }],
  ])('a capture in the scope of two is an error that names "scope": %s', (_, define) => {
    const { app, east, west } = appOf('east', 'west');
    define(east, west);
    const object = captured(west);
    replay(west);
    expect(validationIds(app)).toEqual(['construct-in-several-meshes', 'construct-in-several-meshes']);
    expect(() => app.synth()).toThrow(/"scope"/);
    expect(cniOf(object)).toBeUndefined();
  });

  test('a chart inside a chart is of the mesh around it, unless it has its own', () => {
    const { app, east, west } = appOf('east', 'west');
    const [team, environment] = ['team', 'environment'].map((id) => new Chart(new Construct(east, `of-${id}`), id));
    described(east, true);
    described(west, false);
    described(environment, false);
    const objects = [captured(new Construct(east, 'group')), captured(team), captured(environment)];
    expect(objects.map(cniOf)).toEqual(['true', 'true', undefined]);
    expect(validationIds(app)).toEqual([]);
  });

  test('two in one chart are told apart by constructs of their own as "scope"', () => {
    const { app, east } = appOf('east');
    const [blue, green] = ['blue', 'green'].map((id) => new Construct(east, id));
    described(blue, true, { scope: blue });
    described(green, false, { scope: green });
    expect([captured(blue, 'a'), captured(green, 'b')].map(cniOf)).toEqual(['true', undefined]);
    expect(validationIds(app)).toEqual([]);
    // The chart is one file, whatever is in it.
    new EgressSidecar(blue, 'sidecar', { metadata: { namespace: 'shop' } });
    sidecarOf(green, 'default', 'shop', ['./*']);
    expect(validationIds(app)).toEqual(['object-defined-twice']);
  });

  test('one that is in no chart keeps the app, but for the charts with their own', () => {
    const { app, west, shop } = appOf('west', 'shop');
    described(app, true);
    described(west, false);
    expect([shop, west].map((chart) => cniOf(captured(chart)))).toEqual(['true', undefined]);
    expect(validationIds(app)).toEqual([]);
  });

  test('charts that depend on one another render as well', () => {
    const { app, east, west } = appOf('east', 'west');
    for (const chart of [east, west]) mesh(chart);
    west.addDependency(east);
    expect(validationIds(app)).toEqual([]);
  });
});

describe('with one SpeedscaleOnIstio in an app, it is about the whole app', () => {
  test('objects of other charts decide, and workloads of other charts follow', () => {
    const { app, platform, shop } = appOf('platform', 'shop');
    rootSidecar(shop);
    const before = captured(shop, 'before');
    const { sidecars } = new SpeedscaleOnIstio(platform, 'mesh', { istio: { cni: true }, namespaces: [{ name: 'shop', replay: true }] });
    replay(shop);
    const url = `${folderOf({ 'web.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: included, namespace: shop }\n' })}/web.yaml`;
    const [included] = new Include(shop, 'include', { url }).apiObjects;
    new GoproxyCapture().applyTo(included);
    expect(sidecars.map(title)).toEqual(['Sidecar speedscale', 'Sidecar shop']);
    expect([before, included].map(cniOf)).toEqual(['true', 'true']);
    expect(validationIds(app)).toEqual([]);
  });

  test('the same object in two charts is defined twice, in either order, which rendering says', () => {
    const defined = (...steps: readonly ((chart: Chart) => unknown)[]) => {
      const { app, a, b } = appOf('a', 'b');
      steps.forEach((step, index) => step([a, b][index]));
      return validationIds(app);
    };
    expect(defined(mesh, (chart) => new ExternalServices(chart, 'hosts'))).toEqual(['object-defined-twice']);
    expect(defined((chart) => new ExternalServices(chart, 'hosts'), mesh)).toEqual(['object-defined-twice']);
  });

  test('a stated scope makes it about that part alone', () => {
    const { app, east, west } = appOf('east', 'west');
    rootSidecar(west);
    mesh(east, { scope: east });
    new ExternalServices(west, 'hosts');
    expect(validationIds(app)).toEqual([]);
    captured(west);
    expect(validationIds(app)).toEqual(['construct-in-no-mesh']);
  });

  test('it may be about a chart that it is not in', () => {
    const { app, mesh: of, shop } = appOf('mesh', 'shop');
    rootSidecar(shop);
    const { sidecars } = new SpeedscaleOnIstio(of, 'mesh', { scope: shop, istio: { cni: true }, namespaces: [{ name: 'shop', replay: true }] });
    expect(sidecars.map(title)).toEqual(['Sidecar speedscale', 'Sidecar shop']);
    expect(cniOf(captured(shop))).toBe('true');
    expect(validationIds(app)).toEqual([]);
    new ExternalServices(shop, 'again');
    expect(validationIds(app)).toEqual(['object-defined-twice']);
  });

  test('a scope of another app is refused', () => {
    expect(thrownIds(() => mesh(Testing.chart(), { scope: Testing.chart() }))).toEqual(['mesh-scope-elsewhere']);
  });
});

describe('without a SpeedscaleOnIstio a chart is what is deployed', () => {
  test.each<[string, (chart: Chart, id: string) => unknown]>([
    ['ExternalServices', (chart, id) => new ExternalServices(chart, id)],
    ['EgressSidecar', (chart, id) => new EgressSidecar(chart, id, { metadata: { namespace: 'shop' } })],
    ['TrafficReplay', (chart, id) => new TrafficReplay(chart, id, { metadata: { name: 'nightly' }, snapshotId: 'b5d3', testConfigId: 'standard' })],
  ])('%s may be the same in two charts, and only once in one', (_, define) => {
    const app = Testing.app();
    const [east, west] = ['east', 'west'].map((id) => new Chart(app, id, { namespace: 'shop' }));
    define(east, 'one');
    define(west, 'one');
    expect(validationIds(app)).toEqual([]);
    expect(thrownIds(() => define(west, 'two'))).toEqual(['object-defined-twice']);
    expect(west.node.findAll().filter(ApiObject.isApiObject)).toHaveLength(1);
  });

  test('an object of the app\'s own that is defined after ours is an error when the chart is rendered', () => {
    const { app, east, west } = appOf('east', 'west');
    const [{ apiVersion, kind, metadata }] = new ExternalServices(east, 'hosts').serviceEntries;
    const again = { apiVersion, kind, metadata: { name: metadata.name, namespace: metadata.namespace } };
    ['again', 'and-again'].forEach((id) => new ApiObject(west, id, again));
    expect(validationIds(app)).toEqual([]);
    new ApiObject(east, 'again', again);
    expect(validationIds(app)).toEqual(['object-defined-twice']);
    expect(validationIds(app)).toEqual(['object-defined-twice']);
  });

  test('a chart inside a chart is deployed by itself', () => {
    const { app, east } = appOf('east');
    new ExternalServices(new Chart(east, 'nested'), 'hosts');
    new ExternalServices(east, 'hosts');
    expect(validationIds(app)).toEqual([]);
  });
});

describe('MeshContext.of', () => {
  test('holds what is in the construct that it is given', () => {
    const { app, dev, prod } = appOf('dev', 'prod');
    rootSidecar(dev);
    workload(new Chart(prod, 'nested'));
    const kinds = (scope: Construct) => MeshContext.of(scope)._inventory.entries.map(({ object }) => object.kind);
    expect([dev, prod, app].map(kinds)).toEqual([['Sidecar'], ['Deployment'], ['Sidecar', 'Deployment']]);
    expect(titlesOf((mesh(prod, { context: MeshContext.of(prod) }), prod))).toEqual(['ServiceEntry speedscale']);
  });
});

describe('what is defined or patched after the mesh', () => {
  const shop: SpeedscaleOnIstioProps = { namespaces: [{ name: 'shop', replay: true }] };

  test.each<[string, SpeedscaleOnIstioProps, (chart: Chart) => unknown, readonly string[]]>([
    ['a root Sidecar against the settings', { istio: { hasRootSidecar: false } }, rootSidecar, ['root-sidecar-contradicts-settings']],
    ['a root Sidecar that asks for Sidecars', {}, rootSidecar, ['mesh-decided-too-early']],
    ['a root Sidecar that asks for none', {}, (chart) => rootSidecar(chart, ['*/*']), []],
    ['what decides nothing', {}, workload, []],
  ])('%s gives %p %p', (_, props, define, ids) => {
    const { app, east } = appOf('east');
    new SpeedscaleOnIstio(east, 'mesh', { ...shop, ...props });
    define(east);
    expect(validationIds(app)).toEqual(ids);
  });

  test.each<[string, (chart: Chart, root: ApiObject, made: SpeedscaleOnIstio) => unknown, readonly string[]]>([
    ['nothing', () => undefined, []],
    ['a Sidecar of the namespace, which takes the generated one\'s place', (chart) => sidecarOf(chart, 'own', 'shop', ['./*']), ['mesh-decided-too-early']],
    ['more hosts of the root Sidecar, which the generated ones copy', (_, root) => root.addJsonPatch(JsonPatch.add('/spec/egress/0/hosts/-', 'bank/*')), ['mesh-decided-too-early']],
    ['a patch of a generated Sidecar', (_, __, { sidecars }) => sidecars.forEach((sidecar) => sidecar.addJsonPatch(JsonPatch.remove('/metadata/annotations'))), []],
  ])('beside a root Sidecar: %s', (_, change, ids) => {
    const { app, east } = appOf('east');
    const root = rootSidecar(east);
    change(east, root, new SpeedscaleOnIstio(east, 'mesh', shop));
    expect(validationIds(app)).toEqual(ids);
  });

  test('does not count where the context is stated', () => {
    const { app, east } = appOf('east');
    mesh(east, { context: MeshContext.of(east) });
    rootSidecar(east);
    expect(validationIds(app)).toEqual([]);
  });
});
