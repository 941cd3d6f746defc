import { ApiObject, Testing } from 'cdk8s';
import { adopt, deployment, istio, sidecar } from './plan';
import { EbpfCapture, GoproxyCapture, ICapture, VirtualServiceHosts } from '../../../src';
import { withEdits, Edit } from '../../../src/kubernetes/edit';
import { Inventory, inventoryEntry } from '../../../src/kubernetes/inventory';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { adoptVirtualServices } from '../../../src/mesh/adopt/adopt-virtual-services';
import { planCaptures } from '../../../src/mesh/captures';
import { meshInSight } from '../../../src/mesh/in-sight';
import { planMesh } from '../../../src/mesh/plan';
import { ConfigNamespace } from '../../../src/settings/config-file';
import { MeshSettings, SidecarPlacement } from '../../../src/settings/mesh-settings';
import { resolveMesh } from '../../../src/settings/resolve-mesh';
import { readStream } from '../../../src/yaml/read';
import { replacementsIn } from '../../../src/yaml/splice/replacements-in';
import { ObjectDocument } from '../../../src/yaml/stream-document';

const inventoryOf = (...objects: readonly KubernetesObject[]) => new Inventory(objects.map((object) => inventoryEntry(object, () => ({}))));

/** The object after the edits, by way of its text. */
function throughText(object: KubernetesObject, edits: readonly Edit[]): unknown {
  const [document] = [...readStream(`# as JSON\n${JSON.stringify(object, undefined, 2)}\n`)] as ObjectDocument[];
  const { replacements, refused } = replacementsIn(document.source, document.root, edits);
  expect(refused).toBeUndefined();
  const { text: before } = document.source;
  const text = [...replacements].reverse().reduce((after, { start, end, text: put }) => after.slice(0, start) + put + after.slice(end), before);
  return ([...readStream(text)] as ObjectDocument[])[0].value;
}

/** The object after a change by a construct. */
function throughConstruct(object: KubernetesObject, change: (target: ApiObject) => void): unknown {
  const target = new ApiObject(Testing.chart(), 'object', object);
  change(target);
  return JSON.parse(JSON.stringify(target.toJson()));
}

describe('a workload is annotated alike by a construct and by adopt', () => {
  const goproxy = {
    tlsOut: true, ignoreDstHosts: ['a.example.com', 'b.example.com'], cpuLimit: '2', ignoreInboundPorts: [80, 443], extraContainerEnvVars: ['A=b', 'C=d'],
  };
  test.each<[string, ICapture, NonNullable<ConfigNamespace['capture']>[0]]>([
    ['by goproxy', new GoproxyCapture({}), { goproxy: {} }],
    ['by goproxy with options', new GoproxyCapture(goproxy), { goproxy }],
    ['by eBPF', new EbpfCapture({ javaAgent: true }), { ebpf: { javaAgent: true } }],
  ])('%s', (_, capture, settings) => {
    for (const object of [deployment('web'), deployment('web', { annotations: { team: 'a' } })]) {
      const { captures, findings } = planCaptures([{ name: 'shop', capture: [settings] }], inventoryOf(object), false, () => ({}));
      expect(findings).toEqual([]);
      const { changes: [{ edits }] } = adopt([object], {
        settings: { namespaces: [{ name: 'shop' }], istio: { hasRootSidecar: false } },
        captured: { web: captures[0].annotations },
      });
      const constructed = throughConstruct(object, (target) => capture.applyTo(target));
      expect(constructed).toEqual(withEdits(object, edits));
      expect(throughText(object, edits)).toEqual(constructed);
    }
  });
});

describe('a Sidecar lets Speedscale in in the same listeners, whether synth copies it or adopt edits it', () => {
  const port = (number: number, ...hosts: string[]) => ({ port: { number, protocol: 'TLS', name: `p${number}` }, hosts });
  test.each<[string, readonly object[]]>([
    ['a catch-all', [{ hosts: ['./*'] }]],
    ['an explicit 443 and a catch-all', [port(443, './*'), { hosts: ['./*', 'istio-system/*'] }]],
    ['explicit 80, 443 and another', [port(80, './*'), port(443, './*'), port(3306, './*'), { hosts: ['./*'] }]],
    ['nothing let in', [{ hosts: ['~/*'] }]],
    ['one of two that lets it in already', [port(443, '*/*'), { hosts: ['./*'] }]],
  ])('%s', (_, egress) => {
    const root = sidecar('istio-system', { egress });
    const settings = (placement: SidecarPlacement): MeshSettings => ({
      namespaces: [{ name: 'shop', replay: true, sidecar: placement }, { name: 'speedscale', sidecar: SidecarPlacement.NEVER }],
    });
    const [copied] = planMesh(resolveMesh(settings(SidecarPlacement.AUTO)), meshInSight(inventoryOf(root), undefined)).sidecars;
    const { changes: [{ edits }] } = adopt([root], { settings: settings(SidecarPlacement.ROOT) });
    const listeners = (object: unknown) => (object as { spec: { egress: { hosts: string[] }[] } }).spec.egress.map(({ hosts }) => hosts);
    const after = throughText(root, edits);
    expect(after).toEqual(withEdits(root, edits));
    const serves = (hosts: readonly string[]) => hosts.includes('speedscale/*') || hosts.includes('*/*');
    expect(listeners(after).map(serves)).toEqual(listeners(copied).map(serves));
    listeners(after).forEach((hosts, index) => expect(listeners(copied)[index]).toEqual(expect.arrayContaining(hosts)));
  });
});

test('a VirtualService holds the in-mesh host and mesh alike by a construct and by adopt', () => {
  const object = istio('VirtualService', 'shop', 'web', {
    hosts: ['shop.example.com'], gateways: ['ingress/public'], http: [{ route: [{ destination: { host: 'web' } }] }],
  });
  const { changes: [{ edits }] } = adoptVirtualServices([{ name: 'shop', virtualServices: ['web'] }], { inventory: inventoryOf(object), mesh: resolveMesh({}), labels: new Map() }, () => ({}));
  const constructed = throughConstruct(object, (target) => new VirtualServiceHosts().applyTo(target));
  expect(constructed).toEqual(withEdits(object, edits));
  expect(throughText(object, edits)).toEqual(constructed);
});
