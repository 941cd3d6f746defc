import { InventoryEntry } from '../../kubernetes/inventory';
import { apiGroup, groupKind, objectTitle } from '../../kubernetes/object';
import { isPatchFragment, workloadKind } from '../../kubernetes/workload';
import { definedTwice } from '../../mesh/defined-twice';
import { finding } from '../../message/catalogue';
import { formatPlace } from '../../message/text';
import { Rule } from '../rule';

/** What the decision about egress and the rules of capture read. */
const READ_KINDS = ['Namespace', 'Service'];
const READ_GROUPS = ['networking.istio.io', 'security.istio.io', 'speedscale.com'];

export const objectDuplicated: Rule = {
  ids: ['object-duplicated'],
  what: 'An object that is read here is defined once. Files that kustomizations list or patch with are not compared with one another, since they are not deployed beside each other: kustomization-lists-object-twice looks at what one of them lists.',
  why: 'A cluster holds one of the two, and which one depends on the order in which they are applied; here both were read.',
  cannotSee: 'Whether the two are ever deployed together: folders for several clusters are not.',
  find: (sight) => definedTwice(sight, isRead).flatMap(({ definitions: [first, ...others] }) => (
    others.map((entry) => finding('object-duplicated', { object: objectTitle(entry.object), at: formatPlace(first.place) }, entry.place)))),
};

function isRead({ object, namespaceUnset }: InventoryEntry): boolean {
  if (namespaceUnset || object.metadata.name === undefined || isPatchFragment(object)) return false;
  return workloadKind(object) !== undefined || READ_KINDS.includes(groupKind(object)) || READ_GROUPS.includes(apiGroup(object));
}
