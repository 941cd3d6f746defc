import { dirname, join } from 'node:path';
import { groupBy } from '../../istio/group';
import { InventoryEntry } from '../../kubernetes/inventory';
import { objectTitle } from '../../kubernetes/object';
import { listAt } from '../../kubernetes/value';
import { finding } from '../../message/catalogue';
import { Finding } from '../../message/message';
import { formatPlace } from '../../message/text';
import { Rule } from '../rule';

const KINDS = ['Kustomization.kustomize.config.k8s.io', 'Component.kustomize.config.k8s.io'];

export const kustomizationListsObjectTwice: Rule = {
  ids: ['kustomization-lists-object-twice'],
  what: 'The files among the resources of one kustomization hold each object once.',
  why: 'kustomize refuses to build two resources of one kind, namespace and name, however alike they are; a missing namespace counts as "default" there (kubernetes-sigs/kustomize kyaml/resid).',
  cannotSee: 'Objects of folders among the resources, which that folder\'s own kustomization may have changed, and a kustomization.yaml without a kind.',
  find: ({ inventory }) => {
    const kustomizations = KINDS.flatMap((kind) => inventory.byKind(kind));
    if (kustomizations.length === 0) return [];
    const inFile = groupBy(inventory.entries, ({ place }) => place.file);
    return kustomizations.flatMap((kustomization) => twice(kustomization, listed(kustomization).flatMap((file) => inFile.get(file) ?? [])));
  },
};

/** The paths of the resources, as files were read; those that are folders or on the net are no file that was. */
function listed({ object, place: { file = '' } }: InventoryEntry): readonly string[] {
  const resources = listAt(object, ['resources']).filter((each): each is string => typeof each === 'string');
  return [...new Set(resources.map((resource) => join(dirname(file), resource)))];
}

function twice(kustomization: InventoryEntry, entries: readonly InventoryEntry[]): readonly Finding[] {
  const first = new Map<string, InventoryEntry>();
  return entries.flatMap((entry): readonly Finding[] => {
    const { object } = entry;
    const { name, namespace = 'default' } = object.metadata;
    const identity = JSON.stringify([object.apiVersion, object.kind, namespace, name]);
    const earlier = first.get(identity);
    if (earlier === undefined) first.set(identity, entry);
    if (earlier === undefined || name === undefined) return [];
    const facts = { object: objectTitle(object), at: formatPlace(earlier.place), kustomization: kustomization.place.file ?? '' };
    return [finding('kustomization-lists-object-twice', facts, entry.place)];
  });
}
