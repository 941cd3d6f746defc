import { EntryVisibility, EntryVisibilityRules, MeshConfig, readMeshConfig } from './config/mesh-config';
import { NEWEST_RELEASE } from './release';
import { Switches, switchesOf } from './switches';
import { selects } from '../kubernetes/label-selector';
import { StringMap } from '../kubernetes/value';

/** Who sees an object: everybody, or the namespaces named. */
export type Audience = 'everybody' | ReadonlySet<string>;

/** Whether the proxies of a namespace see an object. */
export function sees(audience: Audience, namespace: string): boolean {
  return audience === 'everybody' || audience.has(namespace);
}

/** Who sees both of two objects. */
export function bothSeenBy(a: Audience, b: Audience): Audience {
  if (a === 'everybody' || b === 'everybody') return a === 'everybody' ? b : a;
  return new Set([...a].filter((namespace) => b.has(namespace)));
}

/** Whether anybody does. */
export function isSeen(audience: Audience): boolean {
  return audience === 'everybody' || audience.size > 0;
}

/** Who sees an object by its exportTo: `*` outweighs all, `~` all but that, and `.` is its own namespace. */
export function audienceOf(exportTo: readonly string[], namespace: string): Audience {
  if (exportTo.includes('*')) return 'everybody';
  if (exportTo.includes('~')) return new Set();
  return new Set(exportTo.map((entry) => entry === '.' ? namespace : entry));
}

/**
 * The mesh's default exportTo as it holds for services and VirtualServices. Before names were honoured, a list was `.` or `*` or
 * nobody (istio/istio pilot/pkg/model/push_context.go, initServiceRegistry and initVirtualServices).
 */
export function honouredDefaults(exportTo: readonly string[], { exportDefaultsByName }: Switches): readonly string[] {
  if (exportDefaultsByName) return exportTo;
  return exportTo.includes('.') ? ['.'] : exportTo.includes('*') ? ['*'] : ['~'];
}

/** What of a service decides who sees it. */
interface Exported {
  readonly namespace: string;
  readonly exportTo: readonly string[];
  readonly kubernetes: boolean;
}

export type ServiceAudience = (service: Exported) => Audience;
export type VirtualServiceAudience = (service: Pick<Exported, 'namespace' | 'exportTo'>) => Audience;

/** Who sees the objects of a mesh. */
export interface Audiences {
  readonly service: ServiceAudience;
  readonly virtualService: VirtualServiceAudience;
}

/**
 * Who sees the objects of a mesh with a MeshConfig.
 * @param release where it is not modelled, the newest that is counts
 */
export function audiencesOf(release: string | undefined, meshConfig: unknown, labelsOf: (namespace: string) => StringMap): Audiences {
  const config = readMeshConfig(meshConfig);
  const switches = switchesOf(release ?? NEWEST_RELEASE) ?? switchesOf(NEWEST_RELEASE)!;
  return { service: serviceAudience(config, switches, labelsOf), virtualService: virtualServiceAudience(config, switches) };
}

/** Who sees the VirtualServices of a mesh: by their own exportTo, else by the mesh's. */
export function virtualServiceAudience({ exportVirtualServices }: MeshConfig, switches: Switches): VirtualServiceAudience {
  const defaults = honouredDefaults(exportVirtualServices, switches);
  return ({ exportTo, namespace }) => audienceOf(exportTo.length > 0 ? exportTo : defaults, namespace);
}

/** Who sees the services of a mesh: by their own exportTo, else by the mesh's, and of ServiceEntries by serviceEntryVisibility. */
export function serviceAudience(config: MeshConfig, switches: Switches, labelsOf: (namespace: string) => StringMap): ServiceAudience {
  const defaults = honouredDefaults(config.exportServices, switches);
  const rules = switches.serviceEntryVisibility ? config.entryVisibility : undefined;
  return ({ namespace, exportTo, kubernetes }) => {
    const visibility = kubernetes || rules === undefined ? 'PUBLIC' : entryVisibility(rules, labelsOf(namespace));
    return audienceOf(narrowed(exportTo.length > 0 ? exportTo : defaults, namespace, visibility), namespace);
  };
}

/** What serviceEntryVisibility leaves of an exportTo: it only ever narrows (istio/istio pilot/pkg/model/push_context.go, serviceExportTo). */
function narrowed(exportTo: readonly string[], namespace: string, visibility: EntryVisibility): readonly string[] {
  if (visibility === 'PUBLIC') return exportTo;
  const own = exportTo.some((entry) => ['*', '.', namespace].includes(entry));
  return visibility === 'NAMESPACE' && own ? ['.'] : ['~'];
}

/** The visibility of ServiceEntries in a namespace. */
function entryVisibility(rules: EntryVisibilityRules, labels: StringMap): EntryVisibility {
  const policy = rules.policies.find(({ selectors }) => selectors.every((selector) => selects(selector, labels) === true));
  return policy?.visibility ?? rules.otherwise;
}
