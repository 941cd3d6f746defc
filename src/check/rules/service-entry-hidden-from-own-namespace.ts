import { inServiceEntry } from '../../istio/objects/paths';
import { sees } from '../../istio/visibility';
import { objectTitle } from '../../kubernetes/object';
import { meshAudiences } from '../../mesh/audiences';
import { finding } from '../../message/catalogue';
import { Rule } from '../rule';

export const serviceEntryHiddenFromOwnNamespace: Rule = {
  ids: ['service-entry-hidden-from-own-namespace'],
  what: 'A ServiceEntry of Speedscale\'s hosts in Speedscale\'s namespace is exported to that too.',
  why: 'An exportTo that lists other namespaces leaves the own one out (istio/istio pilot/pkg/model/push_context.go), and the control plane calls these hosts.',
  cannotSee: 'Nothing.',
  find: ({ serviceEntries, mesh, labels }) => {
    const { namespace, hosts: speedscaleHosts } = mesh.speedscale;
    const { service: audience } = meshAudiences(mesh.istio, labels);
    return serviceEntries.filter((entry) => entry.namespace === namespace && entry.exportTo.length > 0
      && entry.hosts.some((host) => speedscaleHosts.includes(host)) && !sees(audience({ ...entry, kubernetes: false }), namespace))
      .map(({ object, exportTo, placeOf }) => finding('service-entry-hidden-from-own-namespace', {
        entry: objectTitle(object), namespace, exportTo: exportTo.map((name) => `"${name}"`).join(', '),
      }, placeOf(inServiceEntry('exportTo'))));
  },
};
