import { InventoryEntry } from '../../kubernetes/inventory';
import { apiGroup, groupKind, objectTitle } from '../../kubernetes/object';
import { isPatchFragment, workloadKind } from '../../kubernetes/workload';
import { finding } from '../../message/catalogue';
import { Finding } from '../../message/message';
import { formatPlace } from '../../message/text';
import { isKustomized, kustomizedFolders } from '../kustomized';
import { Rule } from '../rule';

/** What the decision about egress and the rules of capture read. */
const READ_KINDS = ['Namespace', 'Service'];
const READ_GROUPS = ['networking.istio.io', 'security.istio.io', 'speedscale.com'];

export const objectDuplicated: Rule = {
  ids: ['object-duplicated'],
  what: 'An object that is read here is defined once. Bases, overlays and patches of kustomize are not compared, since they are not deployed beside each other: kustomization-lists-object-twice looks at what one of them lists.',
  why: 'A cluster holds one of the two, and which one depends on the order in which they are applied; here both were read.',
  cannotSee: 'Whether the two are ever deployed together: folders for several clusters are not.',
  find: ({ inventory, files }) => {
    const first = new Map<string, InventoryEntry>();
    const folders = kustomizedFolders(files);
    return inventory.entries.filter((entry) => isRead(entry) && !isKustomized(folders, entry)).flatMap((entry): readonly Finding[] => {
      const identity = `${groupKind(entry.object)} ${objectTitle(entry.object)}`;
      const earlier = first.get(identity);
      if (earlier === undefined) first.set(identity, entry);
      if (earlier === undefined || JSON.stringify(earlier.object) === JSON.stringify(entry.object)) return [];
      return [finding('object-duplicated', { object: objectTitle(entry.object), at: formatPlace(earlier.place) }, entry.place)];
    });
  },
};

function isRead({ object, namespaceUnset }: InventoryEntry): boolean {
  if (namespaceUnset || object.metadata.name === undefined || isPatchFragment(object)) return false;
  return workloadKind(object) !== undefined || READ_KINDS.includes(groupKind(object)) || READ_GROUPS.includes(apiGroup(object));
}
