import { MTLS } from '../../istio/peer-authentication';
import { objectTitle } from '../../kubernetes/object';
import { finding } from '../../message/catalogue';
import { Rule } from '../rule';
import { strictForSpeedscale } from '../strict-mtls';

export const nettapUnderStrictMtls: Rule = {
  ids: ['nettap-under-strict-mtls'],
  what: 'Where workloads are captured by eBPF, nettap can call the forwarder.',
  why: 'nettap runs on the host network, outside the mesh, and calls the forwarder in plain text.',
  cannotSee: 'eBPF capture by targets of the operator\'s chart, and whether the forwarder\'s pod is in the mesh.',
  find: (sight) => {
    const policy = sight.captures.some(({ modes }) => modes.includes('ebpf')) ? strictForSpeedscale(sight) : undefined;
    if (policy === undefined) return [];
    return [finding('nettap-under-strict-mtls', { namespace: sight.mesh.speedscale.namespace, policy: objectTitle(policy.object) }, policy.placeOf(MTLS))];
  },
};
