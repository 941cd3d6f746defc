import { Sight } from './sight';
import { sidecarsOfSpeedscale } from './speedscale-sidecars';
import { SidecarPlacement } from '../settings/mesh-settings';
import { ResolvedNamespace } from '../settings/resolve-mesh';

/** Whether anything in sight concerns Speedscale, so that there is something to ask of the mesh. */
export function concernsSpeedscale(sight: Sight): boolean {
  const { captures, replays, settings, mesh, serviceEntries, inventory } = sight;
  const { namespace, hosts } = mesh.speedscale;
  return captures.length > 0 || replays.length > 0 || Object.keys(settings).length > 0
    || inventory.find('Namespace', undefined, namespace).length > 0
    || serviceEntries.some((entry) => entry.hosts.some((host) => hosts.includes(host)))
    || sidecarsOfSpeedscale(sight).length > 0;
}

/**
 * The namespaces with pods that call Speedscale, beside its own: those of the settings, and those that manifests show by a
 * TrafficReplay or by a workload that goproxy captures.
 */
export function namespacesWithSpeedscale({ captures, replays, mesh }: Sight): readonly ResolvedNamespace[] {
  const goproxy = new Set(captures.filter(({ modes, entry }) => modes.includes('goproxy') && !entry.namespaceUnset).map(({ entry }) => entry.object.metadata.namespace!));
  const replaying = new Set(replays);
  const shown = new Set([...replays, ...goproxy].filter((name) => name !== mesh.speedscale.namespace));
  const stated = mesh.namespaces.map((namespace) => {
    const { name, callsForwarder } = namespace;
    if (!shown.has(name)) return namespace;
    return { ...namespace, replay: replaying.has(name), callsForwarder: callsForwarder || goproxy.has(name), callsSpeedscale: true };
  });
  const listed = new Set(mesh.namespaces.map(({ name }) => name));
  const unstated = [...shown].filter((name) => !listed.has(name))
    .map((name): ResolvedNamespace => (
      { name, replay: replaying.has(name), sidecar: SidecarPlacement.AUTO, egress: [], callsForwarder: goproxy.has(name), callsSpeedscale: true }));
  return [...stated, ...unstated];
}

/** The names of the namespaces with pods that call Speedscale, its own first; none where nothing in sight concerns it. */
export function speedscaleNamespaces(sight: Sight): readonly string[] {
  if (!concernsSpeedscale(sight)) return [];
  const calling = namespacesWithSpeedscale(sight).filter(({ callsSpeedscale }) => callsSpeedscale).map(({ name }) => name);
  return [...new Set([sight.mesh.speedscale.namespace, ...calling])];
}
