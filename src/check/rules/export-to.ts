import { destinationRuleOf, serviceEntryOf, virtualServiceOf } from '../../istio/config/read';
import { inServiceEntry } from '../../istio/objects/paths';
import { InventoryEntry } from '../../kubernetes/inventory';
import { Finding } from '../../message/message';
import { checkExportTo } from '../../settings/check-export-to';
import { Rule } from '../rule';

const READERS = { ServiceEntry: serviceEntryOf, VirtualService: virtualServiceOf, DestinationRule: destinationRuleOf } as const;
type Exported = keyof typeof READERS;

export const exportTo: Rule = {
  ids: ['export-to-not-alone', 'export-to-twice', 'export-to-not-a-namespace'],
  what: 'Each exportTo is one that Istio takes.',
  why: 'Istio\'s webhook refuses the object; where there is none, "*" or "~" beside others silently wins over them.',
  cannotSee: 'Whether the namespaces exist.',
  istioctl: ['IST0106'],
  find: ({ inventory }) => (Object.keys(READERS) as Exported[])
    .flatMap((kind) => inventory.byKind(`${kind}.networking.istio.io`).flatMap((entry) => ofObject(entry, kind))),
};

/** The three have the field at one place. */
function ofObject({ object, placeOf }: InventoryEntry, kind: Exported): readonly Finding[] {
  return checkExportTo(READERS[kind](object).exportTo, object.metadata.namespace ?? '', (index) => placeOf(inServiceEntry('exportTo', index)));
}
