import { End } from './end';
import { Call } from './format';
import { Verdict } from '../../src/istio/egress/verdict';

/** Clusters that Istio puts in for what nobody registered, where the policy lets it through. */
const passthrough = ['PassthroughCluster', 'AllowAnyDynamicDNSCluster'];

/** What Istio does with a call, in the terms of the model's verdict. */
export type Decision = Pick<Verdict, 'outcome' | 'clusters'>;

/** Reads Istio's answer as a verdict; the one place that says which answer is which outcome. */
export function decisionOf(call: Call, answer: End): Decision {
  return { outcome: outcomeOf(call, answer), clusters: answer.clusters ?? (answer.cluster === '' ? [] : [answer.cluster]) };
}

function outcomeOf(call: Call, answer: End): Verdict['outcome'] {
  if (redirects(answer)) return arrivesNowhere(call, answer) ? 'blocked' : 'unknown';
  if (isPartlyMissing(answer)) return 'unknown';
  // A proxy without redirection has no listener for what its pod does not send to it by itself.
  if (answer.error === 'no listener matched') return 'not-enforced';
  if (answer.error !== null || answer.directResponse !== undefined || !answer.clusterExists || answer.cluster === 'BlackHoleCluster') return 'blocked';
  if (passthrough.includes(answer.cluster)) return 'allowed-by-passthrough';
  // Whether the destination takes TLS in TLS, Istio does not know.
  return call.protocol === 'TLS' && originatesTls(answer) ? 'unknown' : 'allowed';
}

/** Whether what a redirect asks for leads back to it, or is blocked. To another host it is not followed. */
function arrivesNowhere(call: Call, { location = '', followed, round }: End): boolean {
  if (followed === undefined) return round === true;
  return outcomeOf({ ...call, protocol: location.startsWith('https:') ? 'TLS' : 'HTTP' }, followed) === 'blocked';
}

export function redirects({ directResponse = 0 }: End): boolean {
  return directResponse >= 300 && directResponse < 400;
}

/** Whether it sends the caller to another host, where the oracle does not follow. */
export function leadsElsewhere(end: End): boolean {
  return redirects(end) && end.followed === undefined && end.round !== true;
}

/** Whether traffic is divided among clusters of which the proxy has some, and others not. */
export function isPartlyMissing({ clusters = [], missing = [] }: End): boolean {
  return missing.length > 0 && missing.length < clusters.length;
}

export function originatesTls({ tlsMode }: End): boolean {
  return !['', 'auto-mtls'].includes(tlsMode);
}
