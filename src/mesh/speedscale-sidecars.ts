import { leftOut } from './egress-sidecar';
import { sidecarSpec } from './in-sight';
import { SidecarInSight, Sight } from './sight';

/** Whether the Sidecar names the namespace in its egress hosts: somebody let Speedscale in there. */
export function names({ listeners }: SidecarInSight, namespace: string): boolean {
  return listeners.some((listener) => listener.hosts.some((host) => host.startsWith(`${namespace}/`)));
}

/** Those of the hosts that a Sidecar does not let in. */
export function cutBy(sidecar: SidecarInSight, hosts: readonly string[]): readonly string[] {
  return leftOut(sidecarSpec(sidecar.object).egress, hosts, sidecar.namespace);
}

/** The Sidecars that let Speedscale in. */
export function sidecarsWithSpeedscale({ sidecars, mesh }: Sight): readonly SidecarInSight[] {
  return sidecars.filter((sidecar) => names(sidecar, mesh.speedscale.namespace));
}

/**
 * The Sidecars whose narrowness is Speedscale's matter: those that let it in, which is how its page's example cuts a namespace
 * off from everything else, and those of its own pods. How others narrow their pods is theirs.
 */
export function sidecarsOfSpeedscale(sight: Sight): readonly SidecarInSight[] {
  const { namespace: own } = sight.mesh.speedscale;
  return sight.sidecars.filter((sidecar) => sidecar.namespace === own || names(sidecar, own));
}
