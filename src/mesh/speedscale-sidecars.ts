import { CALLED_PORTS } from './called-services';
import { SidecarInSight, Sight } from './sight';
import { letsIn, listenersOf } from '../istio/objects/sidecar';

/** Whether the Sidecar names the namespace in its egress hosts: somebody let Speedscale in there. */
export function names({ egress }: SidecarInSight, namespace: string): boolean {
  return egress.some((listener) => listener.hosts.some((host) => host.startsWith(`${namespace}/`)));
}

/** Whether a Sidecar leaves a host of its hosts' form, such as `./*`, out where Speedscale is called. */
export function cuts(sidecar: SidecarInSight, host: string): boolean {
  return !letsIn(listenersOf(sidecar), host, sidecar.namespace, CALLED_PORTS);
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
