import { compareAge } from './age';
import { MeshConfig } from './config/mesh-config';
import { isMeshBound, VirtualService } from './config/virtual-service';
import { mergeDelegates } from './delegate';
import { groupBy } from './group';
import { Switches } from './switches';
import { Audience, audienceOf, honouredDefaults, sees } from './visibility';

/** Those bound to the mesh, delegates merged, the oldest first. */
export interface VirtualServiceIndex {
  readonly all: readonly VirtualService[];
  readonly byNamespace: ReadonlyMap<string, readonly VirtualService[]>;
  audience(service: VirtualService): Audience;
}

export function indexVirtualServices(
  read: readonly VirtualService[], { exportVirtualServices }: MeshConfig, switches: Switches,
): VirtualServiceIndex {
  const audience = (defaults: readonly string[]) => ({ exportTo, namespace }: VirtualService) =>
    audienceOf(exportTo.length > 0 ? exportTo : defaults, namespace);
  // For delegates, every release honours names (mergeVirtualServicesIfNeeded).
  const ofDelegate = audience(exportVirtualServices);
  const all = mergeDelegates(read, (delegate, namespace) => sees(ofDelegate(delegate), namespace)).filter(isMeshBound).sort(compareAge);
  return { all, byNamespace: groupBy(all, ({ namespace }) => namespace), audience: audience(honouredDefaults(exportVirtualServices, switches)) };
}
