import { hostsOfListener } from '../../istio/objects/sidecar';
import { isAtLeast, NEWEST_RELEASE, parseRelease } from '../../istio/release';
import { checkSidecarHosts } from '../../settings/check-hosts';
import { Rule } from '../rule';
import { writtenSidecars } from '../written';

export const sidecarHosts: Rule = {
  ids: ['egress-host-not-namespaced'],
  what: 'Each egress host of a Sidecar is written namespace/dnsName.',
  why: 'Istio\'s webhook refuses the Sidecar; where there is no webhook, istiod drops the host.',
  cannotSee: 'Nothing.',
  istioctl: ['IST0106'],
  find: (sight) => {
    // From 1.31 on "~namespace/host" takes a host out again (istio/istio releasenotes/notes/60139.yaml).
    const excludes = isAtLeast(parseRelease(sight.mesh.istio.version ?? NEWEST_RELEASE)!, 1, 31);
    return writtenSidecars(sight).flatMap(({ egress, placeOf }) => egress.flatMap(({ hosts }, listener) => hosts.flatMap((host, index) => (
      excludes && host.startsWith('~') ? [] : checkSidecarHosts([host], () => placeOf([...hostsOfListener(listener), index]))))));
  },
};
