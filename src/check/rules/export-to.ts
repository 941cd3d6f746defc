import { InventoryEntry } from '../../kubernetes/inventory';
import { listAt } from '../../kubernetes/value';
import { Finding } from '../../message/message';
import { checkExportTo } from '../../settings/check-export-to';
import { Rule } from '../rule';

const KINDS = ['ServiceEntry', 'VirtualService', 'DestinationRule'];

export const exportTo: Rule = {
  ids: ['export-to-not-alone', 'export-to-twice', 'export-to-not-a-namespace'],
  what: 'Each exportTo is one that Istio takes.',
  why: 'Istio\'s webhook refuses the object; where there is none, "*" or "~" beside others silently wins over them.',
  cannotSee: 'Whether the namespaces exist.',
  istioctl: ['IST0106'],
  find: ({ inventory }) => KINDS.flatMap((kind) => inventory.byKind(`${kind}.networking.istio.io`)).flatMap(ofObject),
};

function ofObject({ object, placeOf }: InventoryEntry): readonly Finding[] {
  const list = listAt(object, ['spec', 'exportTo']);
  if (!list.every((value): value is string => typeof value === 'string')) return [];
  return checkExportTo(list, object.metadata.namespace ?? '', (index) => placeOf(['spec', 'exportTo', index]));
}
