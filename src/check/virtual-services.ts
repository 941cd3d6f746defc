import { InventoryEntry } from '../kubernetes/inventory';
import { listAt, textAt, ValuePath } from '../kubernetes/value';

/** A host that a VirtualService names, and where. */
export interface NamedHost {
  readonly host: string;
  readonly path: ValuePath;
}

/** The hosts that a VirtualService is for, and those that it routes to. */
export function hostsOf(entry: InventoryEntry): readonly NamedHost[] {
  return [...ownHosts(entry), ...destinations(entry)];
}

/** The hosts that a VirtualService is for. */
export function ownHosts({ object }: InventoryEntry): readonly NamedHost[] {
  return listAt(object, ['spec', 'hosts']).flatMap((host, index) => typeof host === 'string' ? [{ host, path: ['spec', 'hosts', index] }] : []);
}

/** The hosts that a VirtualService routes to. */
export function destinations({ object }: InventoryEntry): readonly NamedHost[] {
  return ['http', 'tls', 'tcp'].flatMap((kind) => listAt(object, ['spec', kind]).flatMap((_, route) =>
    listAt(object, ['spec', kind, route, 'route']).flatMap((__, share) => {
      const path = ['spec', kind, route, 'route', share, 'destination', 'host'];
      const host = textAt(object, path);
      return host === undefined ? [] : [{ host, path }];
    })));
}
