import { InventoryEntry } from '../../kubernetes/inventory';
import { objectTitle } from '../../kubernetes/object';
import { isUnfinishedName, unfinishedNameIn } from '../../kubernetes/unfinished';
import { formatPath, textAt, ValuePath } from '../../kubernetes/value';
import { Sight } from '../../mesh/sight';
import { finding } from '../../message/catalogue';
import { Rule } from '../rule';

export const needsSubstitution: Rule = {
  ids: ['needs-substitution'],
  what: 'The names, namespaces, hosts and specs that decide about egress hold no variable of Flux, envsubst or Jinja and no value that SOPS has encrypted.',
  why: 'What the cluster gets is another text. What depends on it is unknown here, and nothing is edited beside it.',
  cannotSee: 'Whether anything fills the variable in: without a substitution the cluster gets it as it is.',
  find: (sight) => {
    const [first, ...others] = unfinished(sight);
    if (first === undefined) return [];
    const { entry: { object, placeOf }, path } = first;
    return [finding('needs-substitution', { object: objectTitle(object), path: formatPath(path), others: others.length }, placeOf(path))];
  },
};

/** The objects that are still to be filled in, with the first place of each. */
function unfinished({ refused, inventory }: Sight) {
  const ofIstio = refused.flatMap(({ entry, refusal }) => refusal.isUnfinished ? [{ entry, path: refusal.path }] : []);
  const named = [...inventory.workloads(), ...inventory.byKind('Service'), ...inventory.byKind('Namespace')].flatMap((entry: InventoryEntry) => {
    const path = unfinishedNameIn(entry.object);
    return path === undefined ? [] : [{ entry, path }];
  });
  // Of thousands of objects there are few kinds and versions.
  const written = (field: 'kind' | 'apiVersion') => [...new Set(inventory.entries.map(({ object }) => object[field]))].filter(isUnfinishedName);
  const ofUnknownKind = (['kind', 'apiVersion'] as const).flatMap((field) => written(field).flatMap((text) => (
    inventory.entries.flatMap((entry) => entry.object[field] === text ? [{ entry, path: [field] }] : []))));
  const ofMesh = inventory.byKind('ConfigMap').flatMap((entry) => {
    const path = unfinishedMeshConfig(entry);
    return path === undefined ? [] : [{ entry, path }];
  });
  return [...ofIstio, ...named, ...ofUnknownKind, ...ofMesh];
}

/** Where a ConfigMap that holds a MeshConfig may become the mesh's, or that of the mesh may come to hold one. */
function unfinishedMeshConfig({ object }: InventoryEntry): ValuePath | undefined {
  const { name = '' } = object.metadata;
  if (isUnfinishedName(name)) return textAt(object, ['data', 'mesh']) === undefined ? undefined : ['metadata', 'name'];
  return name === 'istio' && isUnfinishedName(textAt(object, ['data']) ?? '') ? ['data'] : undefined;
}
