import { parse } from 'yaml';
import { Ask } from './ask';
import { hasRouteConditions } from './conditions';
import { decisionOf, isPartlyMissing, leadsElsewhere, originatesTls, redirects } from './decision';
import { End } from './end';
import { Judgement } from './fixture';
import { Answer, Call, CallAnswer, Proxy, Request } from './format';
import { changedByOrder } from './order';
import { asInRepository } from './repository';
import { decideEgress } from '../../src/istio/egress/decide';
import { UnknownReason, Verdict } from '../../src/istio/egress/verdict';
import { EnforcementQuery, enforcementOf } from '../../src/istio/enforcement';
import { buildMesh } from '../../src/istio/mesh';
import { CONFIG_ANNOTATION } from '../../src/istio/proxy-config';
import { objectTitle } from '../../src/kubernetes/object';

/**
 * `istio-varies`: Istio answers the very same case now as the verdict says, now otherwise. `not-intercepted`: the pod's calls do not come to
 * its proxy, which the model says, too; the simulator hands them to the proxy all the same, so that nothing is compared.
 */
type Comparison = 'equal' | 'different' | 'istio-varies' | 'not-intercepted' | UnknownReason;

/** How often Istio is asked a case again which it answered otherwise than the model. */
const repetitions = 20;

/** A call, the model's verdict on it, and Istio's answer. */
export interface Compared {
  readonly request: Request;
  readonly position: number;
  readonly verdict: Verdict;
  readonly answer: CallAnswer;
  /** `different` also where the verdict is `unknown` for a reason that Istio's answer does not bear out. */
  readonly comparison: Comparison;
}

/** Decides each call of each case by the model, and sets the verdicts beside Istio's answers. */
export function compare(release: string, requests: readonly Request[], answers: readonly Answer[], ask: Ask): readonly Compared[] {
  const cases = requests.map((request, index) => {
    const verdicts = verdictsOf(release, request);
    const positions = verdicts.flatMap(({ reason }, position) => reason === 'order' ? [position] : []);
    return { request, answer: answers[index], verdicts, positions };
  });
  const changed = changedByOrder(cases, ask);
  const compared = cases.map(({ request, answer, verdicts }, index) => verdicts.map((verdict, position): Compared => {
    const comparison = comparisonOf(request, answer, verdict, position, changed[index].has(position));
    return { request, position, verdict, answer: answer.calls[position], comparison };
  }));
  const isInDoubt = (calls: readonly Compared[]) => calls.some(({ comparison }) => comparison === 'different');
  return compared.flatMap((calls, index) => isInDoubt(calls) ? askedAgain(calls, changed[index], ask) : calls);
}

function askedAgain(calls: readonly Compared[], changed: ReadonlySet<number>, ask: Ask): readonly Compared[] {
  const [{ request }] = calls;
  const answers = ask(Array.from({ length: repetitions }, () => request)).filter(({ fatal }) => fatal === undefined);
  return calls.map((call) => {
    const { verdict, position, comparison } = call;
    const agrees = (answer: Answer) => comparisonOf(request, answer, verdict, position, changed.has(position)) !== 'different';
    const varies = comparison === 'different' && (answers.some(agrees) || endsTogether(verdict, request, answers, position));
    return varies ? { ...call, comparison: 'istio-varies' } : call;
  });
}

/** Whether Istio ends the call now at one, now at another of the clusters that the verdict names, and in time at each. */
function endsTogether(verdict: Verdict, request: Request, answers: readonly Answer[], position: number): boolean {
  const clusters = answers.flatMap(({ calls }) => decisionOf(request.calls[position], calls[position]).clusters);
  return answers.every((answer) => same(verdict, request, answer, position, false)) && isSameSet(clusters, verdict.clusters);
}

/** The objects that the model and Istio do not both reject, or both take. */
export function rejectedByOne(release: string, { meshConfig, objects, revision }: Request, { rejected }: Pick<Answer, 'rejected'>): readonly string[] {
  const model = buildMesh({ release: modelled(release), meshConfig, objects, revision }).rejected.map(({ object }) => objectTitle(object));
  const istio = rejected.map(({ object }) => object);
  return [
    ...model.filter((title) => !istio.includes(title)).map((title) => `${title} by the model alone`),
    ...rejected.filter(({ object }, position) => !model.includes(object) && istio.indexOf(object) === position)
      .map(({ object, error }) => `${object} by Istio alone: ${error.split('\n').join(' ')}`),
  ];
}

/** The model's verdicts on the calls of a case. */
export function verdictsOf(release: string, { meshConfig, objects, proxies, calls, revision, repository }: Request): readonly Verdict[] {
  const mesh = buildMesh({ release: modelled(release), meshConfig, objects: repository ? asInRepository(objects) : objects, revision });
  const pods = new Map(proxies.map((proxy) => [proxy.id, { proxy, ...enforcementOf(mesh, podOf(proxy)) }]));
  return calls.map(({ proxy, resolved, ofHost, address, ...call }) => {
    const { proxy: { namespace, labels }, holds, capturesDns } = pods.get(proxy)!;
    const told = resolved ? { address: undefined } : { address, addressIsOfHost: ofHost };
    const held = holds(call.port, told.address);
    if (held.outcome === 'not-enforced') return { ...held, clusters: [], ends: [], destinations: [], endsByAge: false, contested: [], steps: [], notDecided: [] };
    return decideEgress(mesh, { ...call, ...told, namespace, labels, ...(capturesDns.length === 1 && { capturesDns: capturesDns[0] }) });
  });
}

/** The pod of a proxy, which is injected. */
function podOf({ namespace, labels, annotations = {} }: Proxy): EnforcementQuery {
  const text = annotations[CONFIG_ANNOTATION];
  return { namespace, pod: { metadata: { labels, annotations }, spec: {} }, ...(text !== undefined && { config: { value: parse(text) } }) };
}

/** What stands before a release ("1.31-dev", "1.31.0-rc.0") is modelled as that release. */
function modelled(release: string): string {
  return release.replace(/-.*/, '');
}

/** What the comparison looks at in Istio's answer. */
type Answered = Pick<Judgement, 'proxies' | 'calls'>;

/** @param changes whether Istio ends the call elsewhere when the objects are created in another order */
export function comparisonOf(request: Request, answer: Answered, verdict: Verdict, position: number, changes: boolean): Comparison {
  const end = answer.calls[position];
  const { metadata = {} } = request.proxies.find(({ id }) => id === request.calls[position].proxy) ?? {};
  if (metadata.INTERCEPTION_MODE === 'NONE') return verdict.reason === 'interception-off' ? 'not-intercepted' : 'different';
  // Of another host the oracle has no address, so it does not follow; the model does.
  if (leadsElsewhere(end) && verdict.reason === 'answered-by-proxy') return 'redirect';
  if (verdict.outcome !== 'unknown') return same(verdict, request, answer, position) ? 'equal' : 'different';
  const reason = verdict.reason as UnknownReason;
  const borneOut = reason === 'order' ? changes : unknowns[reason]?.(end, request) ?? true;
  return borneOut ? reason : 'different';
}

/** @param determined whether each of the verdict's clusters must be there */
function same(
  verdict: Verdict, request: Request, { proxies, calls: answers }: Answered, position: number,
  determined = isDetermined(request, position),
): boolean {
  const call = request.calls[position];
  const { outcome, clusters } = decisionOf(call, answers[position]);
  if (outcome === 'not-enforced') return verdict.outcome === outcome;
  const { sidecar } = proxies.find(({ id }) => id === call.proxy)!;
  const named = determined ? isSameSet(clusters, verdict.clusters) : clusters.every((name) => verdict.clusters.includes(name));
  // Without ages the model may name another Sidecar, if both end the call alike.
  return verdict.outcome === outcome && named && (request.repository === true || sidecarOf(verdict) === sidecar);
}

/** Whether the model knows all that Istio does: address, pods, request, and the age of each object. Otherwise it may name more clusters. */
function isDetermined({ calls, objects, repository }: Request, position: number): boolean {
  const call = calls[position];
  if (repository === true || call.resolved === true || leavesPodsOpen(call, objects)) return false;
  if (call.protocol === 'HTTP' && hasRouteConditions(objects)) return false;
  const ages = objects.filter(({ kind }) => kind !== 'Namespace').map(({ metadata }) => metadata.creationTimestamp);
  return !ages.includes(undefined) && new Set(ages).size === ages.length;
}

/** Whether it names a headless Service without endpoints, or a pod of it: the model thinks of pods that are not in sight, Istio of none. */
function leavesPodsOpen({ host }: Call, objects: Request['objects']): boolean {
  const seen = objects.filter(({ kind }) => kind === 'EndpointSlice').map(({ metadata: { namespace, name } }) => `${name}.${namespace}`);
  const headless = objects.filter(({ kind, spec }) => kind === 'Service' && (spec as { clusterIP?: string } | undefined)?.clusterIP === 'None');
  const names = [host, host.slice(host.indexOf('.') + 1)];
  return headless.some(({ metadata: { namespace, name } }) => !seen.includes(`${name}.${namespace}`) && names.some((each) => each === name || each.startsWith(`${name}.`)));
}

function isSameSet(names: readonly string[], others: readonly string[]): boolean {
  return names.every((name) => others.includes(name)) && others.every((name) => names.includes(name));
}

function sidecarOf({ steps }: Verdict): string | null {
  const chosen = steps.flatMap((step) => step.step === 'sidecar' && step.chosen !== undefined ? [step.chosen] : []);
  return chosen.length === 0 ? null : `${chosen[0].namespace}/${chosen[0].name}`;
}

/** What Istio's answer must show for an `unknown` with that reason. The other reasons are about what the oracle does not run. */
const unknowns: Partial<Record<UnknownReason, (end: End, request: Request) => boolean>> = {
  'redirect': redirects,
  'route-conditions': (end, { objects }) => isPartlyMissing(end) || hasRouteConditions(objects),
  'tls-origination': originatesTls,
};
