import { Inventory, inventoryEntry } from '../../src/kubernetes/inventory';
import { KubernetesObject } from '../../src/kubernetes/object';
import { meshInSight } from '../../src/mesh/in-sight';
import { MeshPlan, planMesh } from '../../src/mesh/plan';
import { EmittedKind, MeshSettings, SidecarPlacement } from '../../src/settings/mesh-settings';
import { ResolvedMesh, resolveMesh } from '../../src/settings/resolve-mesh';

const plan = (settings: MeshSettings, ...objects: KubernetesObject[]): MeshPlan => planIn(resolveMesh(settings), ...objects);
const planIn = (mesh: ResolvedMesh, ...objects: KubernetesObject[]): MeshPlan =>
  planMesh(mesh, meshInSight(new Inventory(objects.map((object) => inventoryEntry(object, () => ({})))), mesh.istio.version));
const ids = ({ findings }: MeshPlan) => findings.map(({ id }) => id);

const sidecar = (namespace: string, spec: unknown, name = 'default'): KubernetesObject =>
  ({ apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata: { name, namespace }, spec });
const entry = (namespace: string, spec: unknown, name = 'aws'): KubernetesObject =>
  ({ apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: { name, namespace }, spec });
const narrowRoot = sidecar('istio-system', { egress: [{ hosts: ['./*', 'istio-system/*'] }] });
const shop: MeshSettings = { namespaces: [{ name: 'shop', replay: true }] };

describe('which Sidecars are generated', () => {
  test('where nothing narrows egress, none is needed', () => {
    const { sidecars, findings } = plan({ ...shop, istio: { hasRootSidecar: false } });
    expect([sidecars, findings]).toEqual([[], []]);
  });

  test('where the root namespace\'s narrows it, the namespace gets one that holds what that allows, and Speedscale', () => {
    const { sidecars, findings } = plan(shop, narrowRoot);
    expect(findings).toEqual([]);
    expect(sidecars.find(({ metadata }) => metadata.namespace === 'shop')).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'Sidecar',
      metadata: { name: 'default', namespace: 'shop', annotations: { 'cdk8s-speedscale/copied-from': 'istio-system/default' } },
      spec: { egress: [{ hosts: ['./*', 'istio-system/*', 'speedscale/*', 'default/kubernetes.default.svc.cluster.local'] }] },
    });
  });

  test('Speedscale\'s own namespace gets the API server, which its control plane calls', () => {
    expect(plan({}, narrowRoot).sidecars.map(({ metadata, spec }) => [metadata.namespace, spec])).toEqual([
      ['speedscale', { egress: [{ hosts: ['./*', 'istio-system/*', 'default/kubernetes.default.svc.cluster.local'] }] }],
    ]);
  });

  test('the root\'s outboundTrafficPolicy comes along, since nothing is merged', () => {
    const root = sidecar('istio-system', { egress: [{ hosts: ['./*'] }], outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } });
    expect(plan(shop, root).sidecars[1].spec).toMatchObject({ outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } });
  });

  test('fields of null are none, as the API server takes them', () => {
    const root = sidecar('istio-system', { workloadSelector: null, egress: [{ hosts: ['./*'] }], outboundTrafficPolicy: null });
    expect(plan(shop, root).sidecars[1].spec).toEqual({ egress: [{ hosts: ['./*', 'speedscale/*', 'istio-system/*', 'default/kubernetes.default.svc.cluster.local'] }] });
  });

  test('a listener with a port of its own gets the hosts too where Speedscale is called on that port', () => {
    const root = sidecar('istio-system', {
      egress: [
        { port: { number: 443, protocol: 'TLS', name: 'tls' }, hosts: ['./*'] },
        { port: { number: 3306, protocol: 'TCP', name: 'db' }, hosts: ['./*'] },
        { hosts: ['./*'] },
      ],
    });
    const { egress = [] } = plan(shop, root).sidecars[1].spec;
    expect(egress.map(({ hosts }) => hosts.includes('speedscale/*'))).toEqual([true, false, true]);
  });

  test('without a catch-all listener one is added, for Speedscale and its like alone', () => {
    const root = sidecar('istio-system', { egress: [{ port: { number: 3306, protocol: 'TCP', name: 'db' }, hosts: ['*/*'] }] });
    const { egress = [] } = plan(shop, root).sidecars[1].spec;
    expect(egress).toHaveLength(2);
    expect(egress[1].hosts).toContain('speedscale/*');
    expect(egress[1].hosts).not.toContain('*/*');
  });

  test('~/* is not kept beside hosts that are let in', () => {
    const { egress = [] } = plan(shop, sidecar('istio-system', { egress: [{ hosts: ['~/*'] }] })).sidecars[1].spec;
    expect(egress[0].hosts).not.toContain('~/*');
  });

  test('the own namespace is not listed under both its names, which Istio warns of', () => {
    const [own] = plan({}, sidecar('istio-system', { egress: [{ hosts: ['~/*'] }] })).sidecars;
    expect(own.spec).toEqual({ egress: [{ hosts: ['speedscale/*', 'istio-system/*', 'default/kubernetes.default.svc.cluster.local'] }] });
  });

  test.each([
    ['*/*', ['*/*']], ['the whole namespace and the API server\'s', ['speedscale/*', 'default/*']],
  ])('a root Sidecar that lets Speedscale in by %s needs no other', (_, hosts) => {
    expect(plan(shop, sidecar('istio-system', { egress: [{ hosts }] })).sidecars).toEqual([]);
  });

  test('a root Sidecar without egress narrows nothing', () => {
    expect(plan(shop, sidecar('istio-system', { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } })).sidecars).toEqual([]);
  });

  test('the namespace\'s further hosts are kept, its labels are on the object', () => {
    const settings: MeshSettings = { namespaces: [{ name: 'shop', replay: true, egress: ['bank/*'] }], metadata: { labels: { team: 'mesh' } } };
    const [, generated] = plan(settings, narrowRoot).sidecars;
    expect(generated.metadata.labels).toEqual({ team: 'mesh' });
    expect(generated.spec.egress?.[0].hosts).toContain('bank/*');
  });

  test('a namespace with a Sidecar of its own gets no second one: adopt edits that', () => {
    const made = plan(shop, narrowRoot, sidecar('shop', { egress: [{ hosts: ['./*'] }] }, 'own'));
    expect(made.sidecars.map(({ metadata }) => metadata.namespace)).toEqual(['speedscale']);
    expect(ids(made)).toEqual(['sidecar-leaves-speedscale-out']);
  });

  test('a Sidecar that was generated before is generated again, and follows the root\'s', () => {
    const before = plan(shop, narrowRoot).sidecars;
    expect(plan(shop, narrowRoot, ...before)).toEqual(plan(shop, narrowRoot));
    const wider = sidecar('istio-system', { egress: [{ hosts: ['./*', 'istio-system/*', 'bank/*'] }] });
    expect(plan(shop, wider, ...before)).toEqual(plan(shop, wider));
  });

  test('a Sidecar with a workloadSelector, be it empty, is not the namespace\'s', () => {
    const selective = sidecar('shop', { workloadSelector: {}, egress: [{ hosts: ['./*'] }] });
    expect(plan(shop, narrowRoot, selective).sidecars.map(({ metadata }) => metadata.namespace)).toEqual(['speedscale', 'shop']);
  });

  test('with sidecar: root the root\'s is left for adopt, with sidecar: never to somebody else', () => {
    const asked = (placement: SidecarPlacement) => plan({ namespaces: [{ name: 'shop', replay: true, sidecar: placement }] }, narrowRoot);
    expect(ids(asked(SidecarPlacement.ROOT))).toEqual(['sidecar-leaves-speedscale-out']);
    expect(ids(asked(SidecarPlacement.NEVER))).toEqual([]);
    expect(asked(SidecarPlacement.NEVER).sidecars.map(({ metadata }) => metadata.namespace)).toEqual(['speedscale']);
  });

  test('where the root\'s is not in sight and not stated, none is written, and that is said once', () => {
    const { sidecars, findings } = plan({ namespaces: [{ name: 'shop' }, { name: 'cart' }] });
    expect(sidecars).toEqual([]);
    expect(findings.map(({ id, fact }) => [id, fact])).toEqual([['root-sidecar-unknown', expect.stringContaining('"speedscale", "shop", "cart"')]]);
  });

  test('a root Sidecar in sight contradicts hasRootSidecar: false', () => {
    expect(ids(plan({ istio: { hasRootSidecar: false } }, narrowRoot))).toEqual(['root-sidecar-contradicts-settings']);
  });
});

describe('which ServiceEntry is generated', () => {
  test('it is exported to its own namespace, those with replay, and those named besides', () => {
    const exported = (settings: MeshSettings) => plan(settings).serviceEntries[0].spec.exportTo;
    const namespaces = [{ name: 'shop', replay: true }, { name: 'cart' }];
    expect(exported({ namespaces })).toEqual(['.', 'shop']);
    expect(exported({ namespaces, speedscale: { exportToAlso: ['egress'] } })).toEqual(['.', 'shop', 'egress']);
    expect(exported({ namespaces, speedscale: { exportTo: ['cart'] } })).toEqual(['.', 'cart']);
    expect(exported({ namespaces, speedscale: { exportTo: ['*'] } })).toEqual(['*']);
  });

  test.each([
    ['kept in its own namespace, where it wins', { hosts: ['s3.us-east-1.amazonaws.com'], exportTo: ['.'] }, []],
    ['exported to Speedscale\'s namespace, where ours wins', { hosts: ['s3.us-east-1.amazonaws.com'], exportTo: ['.', 'speedscale'] }, []],
    ['exported to all by default, where its own namespace alone sees ours', { hosts: ['s3.us-east-1.amazonaws.com'] }, []],
    ['exported to a namespace that does not see ours', { hosts: ['s3.us-east-1.amazonaws.com'], exportTo: ['cart'] }, []],
    ['of another host', { hosts: ['api.example.com'] }, []],
    ['of a malformed spec', { hosts: null, exportTo: 'x' }, []],
  ])('another one in sight %s', (_, spec, expected) => {
    expect(ids(plan({ ...shop, istio: { hasRootSidecar: false } }, entry('shop', spec)))).toEqual(expected);
  });

  test.each([
    ['of a third namespace, exported to all by default', undefined, ['service-entry-takes-over-host']],
    ['of a third namespace, exported to one that sees ours', ['shop'], ['service-entry-takes-over-host']],
    ['of a third namespace, exported to none that sees ours', ['.', 'pay'], []],
  ])('another one in sight %s', (_, exportTo, expected) => {
    const hosts = ['s3.us-east-1.amazonaws.com'];
    expect(ids(plan({ ...shop, istio: { hasRootSidecar: false } }, entry('cart', exportTo === undefined ? { hosts } : { hosts, exportTo })))).toEqual(expected);
  });

  test('the mesh\'s defaultServiceExportTo counts for one that does not say', () => {
    const istio = { hasRootSidecar: false, defaultServiceExportTo: ['.'] };
    expect(ids(plan({ ...shop, istio }, entry('cart', { hosts: ['s3.us-east-1.amazonaws.com'] })))).toEqual([]);
  });

  test.each([
    ['1.29.6', ['shop'], []],
    ['1.31.0', ['shop'], ['service-entry-takes-over-host']],
    ['1.29.6', ['.', 'shop'], []],
    ['1.29.6', ['*', 'shop'], ['service-entry-takes-over-host']],
  ])('in %s a default of %s is heeded as the release does', (version, defaultServiceExportTo, expected) => {
    const mesh = resolveMesh({ ...shop, istio: { version, hasRootSidecar: false, defaultServiceExportTo } });
    expect(ids(planIn(mesh, entry('cart', { hosts: ['s3.us-east-1.amazonaws.com'] })))).toEqual(expected);
  });

  test('serviceEntryVisibility hides one as istiod does', () => {
    const serviceEntryVisibility = { defaultVisibility: 'NAMESPACE', applyToSidecars: true };
    const taken = (version: string) => ids(planIn(
      resolveMesh({ ...shop, istio: { version, hasRootSidecar: false } }, { serviceEntryVisibility }), entry('cart', { hosts: ['s3.us-east-1.amazonaws.com'] })));
    expect([taken('1.30.3'), taken('1.31.0')]).toEqual([['service-entry-takes-over-host'], []]);
  });

  test('a host that is removed is left to the other', () => {
    const settings: MeshSettings = { ...shop, istio: { hasRootSidecar: false }, speedscale: { hosts: { remove: ['s3.us-east-1.amazonaws.com'] } } };
    expect(ids(plan(settings, entry('shop', { hosts: ['s3.us-east-1.amazonaws.com'] })))).toEqual([]);
  });

  test('the same object, generated before, is not another', () => {
    const [before] = plan({ istio: { hasRootSidecar: false } }).serviceEntries;
    expect(ids(plan({ istio: { hasRootSidecar: false } }, before))).toEqual([]);
  });
});

test('emit: [] leaves everything to another repository', () => {
  expect(plan({ ...shop, emit: [] }, narrowRoot)).toEqual({ serviceEntries: [], sidecars: [], findings: [] });
  expect(plan({ ...shop, emit: [EmittedKind.SIDECARS] }, narrowRoot).serviceEntries).toEqual([]);
});

test('malformed Sidecars do not throw', () => {
  for (const spec of [undefined, null, 'x', { egress: 'x' }, { egress: [null] }, { egress: [{ hosts: null }] }]) {
    expect(() => plan(shop, sidecar('shop', spec))).not.toThrow();
  }
});
