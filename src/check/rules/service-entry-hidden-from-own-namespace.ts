import { objectTitle } from '../../kubernetes/object';
import { finding } from '../../message/catalogue';
import { withOwnNamespace } from '../../settings/resolve-mesh';
import { Rule } from '../rule';

export const serviceEntryHiddenFromOwnNamespace: Rule = {
  ids: ['service-entry-hidden-from-own-namespace'],
  what: 'A ServiceEntry of Speedscale\'s hosts in Speedscale\'s namespace is exported to that too.',
  why: 'An exportTo that lists other namespaces leaves the own one out (istio/istio pilot/pkg/model/push_context.go), and the control plane calls these hosts.',
  cannotSee: 'Nothing.',
  find: ({ serviceEntries, mesh }) => {
    const { namespace, hosts: speedscaleHosts } = mesh.speedscale;
    return serviceEntries.filter((entry) => entry.namespace === namespace && entry.exportTo.length > 0
      && entry.hosts.some((host) => speedscaleHosts.includes(host))
      && (withOwnNamespace(namespace, entry.exportTo).length > entry.exportTo.length || entry.exportTo.includes('~')))
      .map(({ object, exportTo, placeOf }) => finding('service-entry-hidden-from-own-namespace', {
        entry: objectTitle(object), namespace, exportTo: exportTo.map((name) => `"${name}"`).join(', '),
      }, placeOf(['spec', 'exportTo'])));
  },
};
