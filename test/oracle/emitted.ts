import { Answer, Request } from './format';
import { Inventory, inventoryEntry } from '../../src/kubernetes/inventory';
import { KubernetesObject } from '../../src/kubernetes/object';
import { meshInSight } from '../../src/mesh/in-sight';
import { planMesh } from '../../src/mesh/plan';
import { MeshSettings } from '../../src/settings/mesh-settings';
import { resolveMesh } from '../../src/settings/resolve-mesh';

/** Settings, what is in sight beside them, and by their title what they stand for. */
interface EmittedCase {
  readonly title: string;
  readonly settings: MeshSettings;
  readonly inSight?: readonly KubernetesObject[];
}

/** A line of answers/emitted-RELEASE.jsonl: the objects as they were judged, and the judgement. */
export interface Judged extends Pick<Answer, 'rejected' | 'warnings'> {
  readonly title: string;
  readonly objects: readonly KubernetesObject[];
}

const tcp = (number: number, protocol: string) => ({ number, protocol, name: `port-${number}` });

function rootSidecar(spec: unknown): readonly KubernetesObject[] {
  return [{ apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata: { name: 'default', namespace: 'istio-system' }, spec }];
}

const narrow = rootSidecar({ egress: [{ hosts: ['./*', 'istio-system/*'] }] });
const shop = { name: 'shop', replay: true };
const noRootSidecar = { hasRootSidecar: false };

export const emittedCases: readonly EmittedCase[] = [
  { title: 'the defaults', settings: { istio: noRootSidecar } },
  { title: 'v1beta1, for a release before 1.22', settings: { istio: { version: '1.21' }, namespaces: [shop] }, inSight: narrow },
  { title: 'exported to namespaces with replay and one more', settings: { istio: noRootSidecar, namespaces: [shop, { name: 'cart', replay: true }], speedscale: { exportToAlso: ['egress'] } } },
  { title: 'exported to all', settings: { istio: noRootSidecar, speedscale: { exportTo: ['*'] } } },
  { title: 'another namespace, region and address of the application', settings: { istio: noRootSidecar, speedscale: { namespace: 'observability', region: 'eu-west-1', appUrl: 'speedscale.example.com' } } },
  { title: 'hosts added, a wildcard among them, and removed', settings: { istio: noRootSidecar, speedscale: { hosts: { add: ['*.s3.us-east-1.amazonaws.com', 'replays.example.com'], remove: ['s3.us-east-1.amazonaws.com'] } } } },
  { title: 'more hosts than one ServiceEntry takes', settings: { istio: noRootSidecar, speedscale: { hosts: { add: Array.from({ length: 600 }, (_, position) => `h${position}.example.com`) } } } },
  { title: 'labels and annotations', settings: { istio: noRootSidecar, metadata: { labels: { 'istio.io/rev': 'stable' }, annotations: { 'argocd.argoproj.io/sync-wave': '-1' } } } },
  { title: 'Sidecars beside a narrow one of the root namespace', settings: { namespaces: [shop, { name: 'cart', egress: ['bank/*', './own.example.com'] }] }, inSight: narrow },
  { title: 'a Sidecar with the policy of the root namespace\'s', settings: { namespaces: [shop] }, inSight: rootSidecar({ egress: [{ hosts: ['./*'] }], outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }) },
  {
    title: 'a Sidecar with listeners for ports',
    settings: { namespaces: [shop] },
    inSight: rootSidecar({ egress: [{ port: tcp(443, 'TLS'), hosts: ['./*'] }, { port: tcp(3306, 'MYSQL'), bind: '127.0.0.1', hosts: ['*/db.example.com'] }, { hosts: ['./*'] }] }),
  },
  { title: 'a Sidecar whose listeners for ports had none for the others', settings: { namespaces: [shop] }, inSight: rootSidecar({ egress: [{ port: tcp(3306, 'TCP'), hosts: ['*/*'] }] }) },
  { title: 'a Sidecar where the root namespace\'s imports nothing', settings: { namespaces: [shop] }, inSight: rootSidecar({ egress: [{ hosts: ['~/*'] }] }) },
  { title: 'another root namespace', settings: { istio: { rootNamespace: 'mesh' }, namespaces: [shop] }, inSight: narrow.map((sidecar) => ({ ...sidecar, metadata: { name: 'default', namespace: 'mesh' } })) },
];

/** What the project generates for a case. */
export function emittedBy({ settings, inSight = [] }: EmittedCase): readonly KubernetesObject[] {
  const inventory = new Inventory(inSight.map((object) => inventoryEntry(object, () => ({}))));
  const { serviceEntries, sidecars } = planMesh(resolveMesh(settings), meshInSight(inventory, settings.istio?.version));
  return [...serviceEntries, ...sidecars];
}

export function toJudge(emitted: EmittedCase): Request {
  return { id: emitted.title, meshConfig: {}, objects: emittedBy(emitted), proxies: [], calls: [], validate: true };
}

export function judged({ title }: EmittedCase, { objects }: Request, { rejected, warnings }: Answer): Judged {
  return { title, objects, rejected, warnings };
}
