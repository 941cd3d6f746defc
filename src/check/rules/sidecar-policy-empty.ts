import { inSidecar } from '../../istio/objects/paths';
import { objectTitle } from '../../kubernetes/object';
import { finding } from '../../message/catalogue';
import { Rule } from '../rule';

export const sidecarPolicyEmpty: Rule = {
  ids: ['sidecar-policy-empty'],
  what: 'A Sidecar\'s outboundTrafficPolicy names its mode.',
  why: 'The first value of the mode is REGISTRY_ONLY, so a policy that is there and empty is that one, and not the mesh\'s (istio/istio pilot/pkg/model/sidecar.go).',
  cannotSee: 'Nothing.',
  find: ({ sidecars }) => sidecars.filter(({ policy, statesMode }) => policy !== undefined && !statesMode)
    .map(({ object, placeOf }) => finding('sidecar-policy-empty', { sidecar: objectTitle(object) }, placeOf(inSidecar('outboundTrafficPolicy')))),
};
