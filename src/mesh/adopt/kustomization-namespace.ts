import { Kustomization } from './kustomization';
import { InventoryEntry } from '../../kubernetes/inventory';
import { objectTitle } from '../../kubernetes/object';
import { textAt } from '../../kubernetes/value';
import { finding } from '../../message/catalogue';
import { Finding } from '../../message/message';

/**
 * Says where kustomizations put objects into another namespace than the one that they were changed for; once for each two namespaces,
 * since a base may hold many objects, and a repository many bases. The outermost kustomization that states a namespace decides.
 * @param over the kustomizations that reach an object's file, the innermost first
 */
export function putElsewhere(entries: readonly InventoryEntry[], over: (entry: InventoryEntry) => readonly Kustomization[]): readonly Finding[] {
  const moved = new Map<string, { readonly by: Kustomization; readonly entries: InventoryEntry[] }>();
  for (const entry of entries) {
    const by = over(entry).filter(setsNamespace).at(-1);
    const { namespace = '' } = entry.object.metadata;
    if (by === undefined || textAt(by.value, ['namespace']) === namespace) continue;
    const key = `${namespace} ${textAt(by.value, ['namespace'])}`;
    const together = moved.get(key);
    if (together === undefined) moved.set(key, { by, entries: [entry] });
    else together.entries.push(entry);
  }
  return Array.from(moved.values(), ({ by: { value, placeOf }, entries: [first, ...others] }) => finding('kustomization-sets-namespace', {
    first: objectTitle(first.object), others: others.length, namespace: textAt(value, ['namespace'])!, taken: first.object.metadata.namespace ?? '',
  }, placeOf(['namespace'])));
}

/** A component's namespace is set before that of the kustomization which lists it. */
function setsNamespace({ value }: Kustomization): boolean {
  return textAt(value, ['namespace']) !== undefined && textAt(value, ['kind']) !== 'Component';
}
