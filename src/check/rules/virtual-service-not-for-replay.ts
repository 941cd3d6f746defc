import { virtualServiceOf } from '../../istio/config/read';
import { inVirtualService } from '../../istio/objects/paths';
import { destinations } from '../../istio/objects/virtual-service';
import { CLUSTER_DOMAIN } from '../../istio/service';
import { qualified } from '../../istio/short-name';
import { InventoryEntry } from '../../kubernetes/inventory';
import { objectTitle } from '../../kubernetes/object';
import { meshAudiences } from '../../mesh/audiences';
import { Sight } from '../../mesh/sight';
import { otherVirtualServices, planVirtualServiceHosts } from '../../mesh/virtual-service-hosts';
import { finding } from '../../message/catalogue';
import { Finding } from '../../message/message';
import { Rule } from '../rule';

export const virtualServiceNotForReplay: Rule = {
  ids: ['virtual-service-not-for-replay'],
  what: 'A VirtualService whose routes lead to a namespace with a replay holds its external hosts inside the mesh too, where only registered hosts are let out.',
  why: 'A replay\'s generator calls the workload from inside the mesh; where it sends the recorded host, its proxy knows that only from such a VirtualService, and answers with 502 otherwise. Bound to "mesh", its routes hold for every caller there: so it is for you to say, under virtualServices of the settings.',
  cannotSee: 'Which hosts the recorded traffic has.',
  find: (sight) => {
    if (sight.mesh.istio.outboundTrafficPolicy === 'ALLOW_ANY' || sight.replays.length === 0) return [];
    const services = sight.inventory.byKind('VirtualService.networking.istio.io').filter(({ namespaceUnset }) => !namespaceUnset);
    const others = otherVirtualServices(services.map(({ object }) => object), meshAudiences(sight.mesh.istio, sight.labels).virtualService);
    return services.filter((entry) => !isNamed(sight, entry)).flatMap((entry) => {
      const namespace = replayedNamespace(sight, entry);
      const hosts = externalHosts(entry);
      if (namespace === undefined || hosts.length === 0) return [];
      const { addHost, addMesh, findings } = planVirtualServiceHosts(entry.object, undefined, others);
      return findings.length === 0 && (addMesh || addHost !== undefined) ? [notForReplay(entry, hosts, namespace)] : [];
    });
  },
};

/** Whether the settings name it: then another rule looks at it. */
function isNamed({ settings }: Sight, { object: { metadata } }: InventoryEntry): boolean {
  return (settings.namespaces ?? []).some(({ name, virtualServices = [] }) => name === metadata.namespace && virtualServices.includes(metadata.name ?? ''));
}

/** The namespace that all routes lead to, where a replay runs there. */
function replayedNamespace({ replays }: Sight, entry: InventoryEntry): string | undefined {
  const ends = destinations(virtualServiceOf(entry.object)).map(({ host }) => qualified(host, entry.object.metadata.namespace!).split('.'));
  const namespaces = new Set(ends.map(([, namespace, ...rest]) => rest.join('.') === `svc.${CLUSTER_DOMAIN}` ? namespace : undefined));
  const [namespace] = namespaces;
  return namespaces.size === 1 && namespace !== undefined && replays.includes(namespace) ? namespace : undefined;
}

function externalHosts({ object }: InventoryEntry): readonly string[] {
  return virtualServiceOf(object).hosts.filter((host) => host.includes('.') && !host.endsWith(`.svc.${CLUSTER_DOMAIN}`));
}

function notForReplay({ object, placeOf }: InventoryEntry, hosts: readonly string[], namespace: string): Finding {
  const facts = { service: objectTitle(object), hosts: hosts.map((host) => `"${host}"`).join(', '), namespace, name: object.metadata.name!, of: object.metadata.namespace! };
  return finding('virtual-service-not-for-replay', facts, placeOf(inVirtualService('hosts')));
}
