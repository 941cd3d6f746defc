import { takeover } from '../../mesh/plan-service-entries';
import { Rule } from '../rule';

export const serviceEntryTakesOverHost: Rule = {
  ids: ['service-entry-takes-over-host'],
  what: 'No host of Speedscale is registered by another namespace\'s ServiceEntry too, for a namespace that sees both.',
  why: 'Istio keeps the entries of one namespace for a host, by order: applications, or Speedscale, get another one than before (istio/istio pilot/pkg/model/sidecar.go).',
  cannotSee: 'Which of the two is older, and ServiceEntries that are only in the cluster.',
  find: (sight) => {
    const { serviceEntries, mesh } = sight;
    const { namespace, hosts: listed } = mesh.speedscale;
    const ours = serviceEntries.filter((entry) => entry.namespace === namespace && entry.hosts.some((host) => listed.includes(host)));
    const others = serviceEntries.filter((entry) => entry.namespace !== namespace);
    return ours.flatMap((entry) => {
      const hosts = entry.hosts.filter((host) => listed.includes(host));
      const asOurs = { ...mesh, speedscale: { ...mesh.speedscale, hosts, exportTo: entry.exportTo } };
      return others.flatMap((other) => takeover(asOurs, other, sight));
    });
  },
};
