import { EntryVisibility, EntryVisibilityRules } from './config/mesh-config';
import { Switches } from './switches';
import { selects } from '../kubernetes/label-selector';
import { StringMap } from '../kubernetes/value';

/** Who sees an object: everybody, or the namespaces named. */
export type Audience = 'everybody' | ReadonlySet<string>;

/** Whether the proxies of a namespace see an object. */
export function sees(audience: Audience, namespace: string): boolean {
  return audience === 'everybody' || audience.has(namespace);
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

/** What serviceEntryVisibility leaves of an exportTo: it only ever narrows (istio/istio pilot/pkg/model/push_context.go, serviceExportTo). */
export function narrowed(exportTo: readonly string[], namespace: string, visibility: EntryVisibility): readonly string[] {
  if (visibility === 'PUBLIC') return exportTo;
  const own = exportTo.some((entry) => ['*', '.', namespace].includes(entry));
  return visibility === 'NAMESPACE' && own ? ['.'] : ['~'];
}

/** The visibility of ServiceEntries in a namespace. */
export function entryVisibility(rules: EntryVisibilityRules | undefined, labels: StringMap): EntryVisibility {
  if (rules === undefined) return 'PUBLIC';
  const policy = rules.policies.find(({ selectors }) => selectors.every((selector) => selects(selector, labels) === true));
  return policy?.visibility ?? rules.otherwise;
}
