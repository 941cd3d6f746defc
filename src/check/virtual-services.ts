import { InventoryEntry } from '../kubernetes/inventory';
import { listAt, textAt, ValuePath } from '../kubernetes/value';

/** A host that a VirtualService names, and where. */
export interface NamedHost {
  readonly host: string;
  readonly path: ValuePath;
}

/** The hosts that a VirtualService is for. */
export function ownHosts({ object }: InventoryEntry): readonly NamedHost[] {
  return listAt(object, ['spec', 'hosts']).flatMap((host, index) => typeof host === 'string' ? [{ host, path: ['spec', 'hosts', index] }] : []);
}

/** The hosts that a VirtualService routes to. */
export function destinations(entry: InventoryEntry): readonly NamedHost[] {
  return ['http', 'tls', 'tcp'].flatMap((kind) => routes(entry, kind).flatMap((route) =>
    positions(entry, [...route, 'route']).flatMap((share) => named(entry, [...share, 'destination', 'host']))));
}

/** The hosts to which a VirtualService sends copies. */
export function mirrors(entry: InventoryEntry): readonly NamedHost[] {
  return routes(entry, 'http').flatMap((route) => [
    ...named(entry, [...route, 'mirror', 'host']),
    ...positions(entry, [...route, 'mirrors']).flatMap((share) => named(entry, [...share, 'destination', 'host'])),
  ]);
}

function routes(entry: InventoryEntry, kind: string): readonly ValuePath[] {
  return positions(entry, ['spec', kind]);
}

function positions({ object }: InventoryEntry, path: ValuePath): readonly ValuePath[] {
  return listAt(object, path).map((_, index) => [...path, index]);
}

function named({ object }: InventoryEntry, path: ValuePath): readonly NamedHost[] {
  const host = textAt(object, path);
  return host === undefined ? [] : [{ host, path }];
}
