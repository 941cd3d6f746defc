import { MTLS } from '../../istio/peer-authentication';
import { objectTitle } from '../../kubernetes/object';
import { concernsSpeedscale } from '../../mesh/speedscale-namespaces';
import { finding } from '../../message/catalogue';
import { Rule } from '../rule';
import { strictForSpeedscale } from '../strict-mtls';

export const webhookUnderStrictMtls: Rule = {
  ids: ['webhook-under-strict-mtls'],
  what: 'The webhook of Speedscale\'s operator can be called by the API server.',
  why: 'The API server has no certificate of the mesh (istio issues 34543 and 39290); the webhook\'s failurePolicy is Ignore, so capture silently does not happen.',
  cannotSee: 'Whether the operator\'s pod is in the mesh at all, where the labels of its namespace are not in sight; and labels of the pod itself.',
  find: (sight) => {
    const policy = concernsSpeedscale(sight) ? strictForSpeedscale(sight) : undefined;
    if (policy === undefined) return [];
    return [finding('webhook-under-strict-mtls', { namespace: sight.mesh.speedscale.namespace, policy: objectTitle(policy.object) }, policy.placeOf(MTLS))];
  },
};
