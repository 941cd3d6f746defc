import { captureFindings } from '../../mesh/capture-findings';
import { ISTIO_CNI, TURNED_ON_BY } from '../../speedscale/annotations';
import { Rule } from '../rule';

export const capturedPod: Rule = {
  ids: ['istio-cni-missing', 'istio-cni-contradicts-mesh', 'istio-cni-without-agent', 'capture-init-containers-with-cni', 'capture-on-host-network'],
  what: 'A workload that goproxy captures says that Istio runs with its CNI agent where it does, and runs neither on the host network, where goproxy is transparent, nor what calls the network before istio-proxy does.',
  why: 'Speedscale asks for sidecar.speedscale.com/istio-cni on every goproxy workload where the agent is in use. With the agent, redirection begins before any container. A transparent goproxy redirects traffic by iptables rules of the pod\'s network, which is the node\'s there; to a reverse, forward or dual one traffic is sent.',
  cannotSee: 'Whether the ports of a reverse, forward or dual goproxy are free on the node\'s network, whether init containers call anything, and whether the nodes start istio-proxy as a native sidecar.',
  find: ({ captures, mesh }) => captures.filter(({ isFragment }) => !isFragment).flatMap(({ entry, annotations }) => {
    const name = Object.hasOwn(annotations, ISTIO_CNI) ? ISTIO_CNI : TURNED_ON_BY.goproxy;
    return captureFindings(entry.object, annotations, mesh.istio.cni)
      // Whether there is an agent is one question for the whole mesh: another rule asks it, once.
      .filter(({ id }) => id !== 'istio-cni-unknown')
      .map((found) => ({ ...found, place: entry.placeOf(['metadata', 'annotations', name]) }));
  }),
};
