import { Answer, Undecided } from '../../calls/answers';
import { AskedCall } from '../../calls/calls';
import { referenceTitle } from '../../calls/reference';
import { rangesInWords } from '../../calls/words';
import { serviceEntryOf, sidecarOf, virtualServiceOf } from '../../istio/config/read';
import { objectReference } from '../../istio/egress/reference';
import { PassedOver, Step, Verdict } from '../../istio/egress/verdict';
import { isSubset, overlaps } from '../../istio/host-match';
import { SERVICE_EXPORT_TO } from '../../istio/kubernetes-service';
import { inDestinationRule, inServiceEntry, inSidecar, inVirtualService, SPEC } from '../../istio/objects/paths';
import { listenersOf } from '../../istio/objects/sidecar';
import { API_SERVER_SERVICE } from '../../kubernetes/api-server';
import { KubernetesObject, ObjectReference } from '../../kubernetes/object';
import { ValuePath } from '../../kubernetes/value';
import { meshAudiences } from '../../mesh/audiences';
import { API_SERVER } from '../../mesh/called-services';
import { Sight } from '../../mesh/sight';
import { finding } from '../../message/catalogue';
import { Finding, Place } from '../../message/message';
import { inSentence } from '../../message/text';

/** What a finding says of the calls that it is about. */
export interface Calls {
  readonly callers: string;
  /** In words, each in quotes. */
  readonly namespaces: string;
  /** All of them, however many. */
  readonly allNamespaces: string;
  /** One of them. */
  readonly namespace: string;
  /** In words, each in quotes. */
  readonly hosts: string;
}

/** Why calls do not get out. */
export interface Cause {
  /** The same for calls that one repair cures. */
  readonly key: string;
  readonly finding: (calls: Calls) => Finding;
}

/** The cause of a verdict that asks for a repair; `undefined` where the call gets out, or where it cannot be said. */
export function explainBlocked(sight: Sight, answer: Answer): Cause | undefined {
  const { question } = answer;
  if (answer.outcome === 'unknown') return answer.verdict === undefined ? undefined : doubtful(sight, answer.because, answer.verdict, question);
  if (answer.outcome === 'allowed') return endsElsewhere(sight, answer.verdict, question);
  if (answer.outcome !== 'blocked') return undefined;
  const { verdict } = answer;
  if (verdict.reason === 'missing-cluster') return missingCluster(verdict);
  return rerouted(sight, verdict, question.host) ?? unregistered(sight, verdict, question)
    ?? cause(['egress-call-blocked'], (calls) => finding('egress-call-blocked', { ...calls, reason: verdict.reason ?? '', host: `${question.host}:${question.port}` }));
}

function cause(key: readonly unknown[], make: (calls: Calls) => Finding): Cause {
  return { key: JSON.stringify(key), finding: make };
}

/** The step of a kind, where the verdict has one. */
function stepOf<K extends Step['step']>({ steps }: Verdict, kind: K): Extract<Step, { readonly step: K }> | undefined {
  return steps.find((step): step is Extract<Step, { readonly step: K }> => step.step === kind);
}

function missingCluster(verdict: Verdict): Cause {
  const cluster = verdict.steps.find((step) => step.step === 'cluster' && !step.exists);
  const name = cluster?.step === 'cluster' ? cluster.name : verdict.clusters[0];
  return cause(['egress-cluster-missing', name], (calls) => finding('egress-cluster-missing', { ...calls, cluster: name }));
}

function placeOf({ inventory }: Sight, reference: ObjectReference, path: ValuePath): Place {
  return inventory.referredTo(reference)?.placeOf(path) ?? { object: referenceTitle(reference) };
}

/** Calls to a host of Speedscale's are to get there: not to pods, to endpoints that an object names, or to another host. */
function endsElsewhere(sight: Sight, verdict: Verdict, { host, sample, pod }: AskedCall): Cause | undefined {
  if (pod !== undefined || !sight.mesh.speedscale.hosts.includes(host)) return undefined;
  const end = verdict.ends.find(({ host: ended, keepsAddress, hasEndpoints }) => hasEndpoints || (!keepsAddress && !isSubset(sample, ended)));
  if (end === undefined) return undefined;
  const through = stepOf(verdict, 'chain')?.from ?? stepOf(verdict, 'virtual-host')?.from ?? end.object;
  const facts = { end: `"${end.host}" of ${referenceTitle(end.object)}`, through: referenceTitle(through), byAge: verdict.endsByAge };
  return cause(['egress-host-ends-elsewhere', through, end.object], (calls) => (
    finding('egress-host-ends-elsewhere', { ...calls, ...facts }, placeOf(sight, through, inServiceEntry('hosts')))));
}

/** A VirtualService whose routes the call meets, or whose TLS routes took the host's own chain away. */
function rerouted(sight: Sight, verdict: Verdict, host: string): Cause | undefined {
  const from = stepOf(verdict, 'chain')?.from ?? stepOf(verdict, 'virtual-host')?.from;
  const isRegistered = (stepOf(verdict, 'service')?.won ?? []).length > 0;
  const service = from?.kind === 'VirtualService' ? from : isRegistered ? withTlsRoutesFor(sight, host) : undefined;
  if (service === undefined) return undefined;
  return cause(['egress-host-rerouted', referenceTitle(service)], (calls) => (
    finding('egress-host-rerouted', { ...calls, service: referenceTitle(service) }, placeOf(sight, service, inVirtualService('hosts')))));
}

/** Istio leaves out the chain of a host for which a VirtualService has TLS routes, even for one name of a wildcard. */
function withTlsRoutesFor({ inventory }: Sight, host: string): ObjectReference | undefined {
  const found = inventory.byKind('VirtualService.networking.istio.io').find(({ object }) => {
    const { tls, hosts } = virtualServiceOf(object);
    return tls.length > 0 && hosts.some((own) => overlaps(own, host));
  });
  return found === undefined ? undefined : objectReference(found.object);
}

/** Nobody registers the host for these pods; where somebody does for others, what keeps it from them. */
function unregistered(sight: Sight, verdict: Verdict, call: AskedCall): Cause | undefined {
  const service = stepOf(verdict, 'service');
  if (service === undefined) return notRegistered(sight, verdict);
  if (service.won.length > 0) return undefined;
  const ours = ({ object }: PassedOver) => object.namespace === sight.mesh.speedscale.namespace;
  const [lost] = [...service.lost.filter(ours), ...service.lost.filter((each) => !ours(each))];
  switch (lost.because) {
    case 'not-exported': return notExported(sight, lost.object);
    case 'not-imported': return notImported(sight, verdict, lost.object, call);
    default: return shadowed(sight, service.lost, call.port);
  }
}

function notRegistered(sight: Sight, verdict: Verdict): Cause {
  const sidecar = stepOf(verdict, 'policy')?.from === 'sidecar' ? stepOf(verdict, 'sidecar')?.chosen : undefined;
  const place = sidecar === undefined ? {} : placeOf(sight, sidecar, inSidecar('outboundTrafficPolicy'));
  return cause(['egress-host-not-registered', sidecar], (calls) => (
    finding('egress-host-not-registered', { ...calls, policy: sidecar === undefined ? 'the mesh' : referenceTitle(sidecar) }, place)));
}

function notExported(sight: Sight, entry: ObjectReference): Cause {
  const isService = entry.kind === 'Service';
  const path = isService ? ['metadata', 'annotations', SERVICE_EXPORT_TO] : inServiceEntry('exportTo');
  const object = sight.inventory.referredTo(entry)?.object;
  const states = ({ metadata }: KubernetesObject) => metadata.annotations?.[SERVICE_EXPORT_TO] !== undefined;
  const isStated = object !== undefined && (isService ? states(object) : serviceEntryOf(object).exportTo.length > 0);
  const seenBy = seenByDefault(sight, entry);
  return cause(['egress-host-not-exported', entry], (calls) => (
    finding('egress-host-not-exported', { ...calls, entry: referenceTitle(entry), isService, isStated, seenBy: [...seenBy] }, placeOf(sight, entry, path))));
}

/** Who sees an object that does not say: a list that leaves them out would hide it from them. */
function seenByDefault({ mesh, labels }: Sight, { namespace = '', kind }: ObjectReference): readonly string[] {
  const seen = meshAudiences(mesh.istio, labels).service({ namespace, exportTo: [], kubernetes: kind === 'Service' });
  return seen === 'everybody' ? ['*'] : [...seen].map((name) => name === namespace ? '.' : name);
}

function notImported(sight: Sight, verdict: Verdict, entry: ObjectReference, { namespace, port }: AskedCall): Cause | undefined {
  const sidecar = stepOf(verdict, 'sidecar')?.chosen;
  const found = sidecar === undefined ? undefined : sight.inventory.referredTo(sidecar);
  if (sidecar === undefined || found === undefined) return undefined;
  const hosts = [...new Set(listenersOf(sidecarOf(found.object)).flatMap((listener) => listener.hosts))];
  const add = entry.namespace === API_SERVER_SERVICE.namespace && entry.name === API_SERVER_SERVICE.name ? API_SERVER : entry.namespace === namespace ? './*' : `${entry.namespace}/*`;
  return cause(['egress-host-not-imported', sidecar, entry, add], (calls) => finding('egress-host-not-imported', {
    ...calls, entry: referenceTitle(entry), sidecar: referenceTitle(sidecar), listed: hosts.map((host) => `"${host}"`).join(', '), add, isListed: hosts.includes(add), port,
  }, found.placeOf(inSidecar('egress'))));
}

/** Istio keeps the entries of one namespace for a host, and looks at ports only then. */
function shadowed(sight: Sight, lost: readonly PassedOver[], port: number): Cause {
  const { object: entry } = lost.find(({ because }) => because === 'port-not-served') ?? lost[0];
  return cause(['egress-host-shadowed', entry], (calls) => (
    finding('egress-host-shadowed', { ...calls, entry: referenceTitle(entry), port }, placeOf(sight, entry, inServiceEntry('ports')))));
}

/** What is unknown to the model, and to be repaired all the same. */
function doubtful(sight: Sight, because: Undecided, verdict: Verdict, { host, port }: AskedCall): Cause | undefined {
  if (because === 'address') return inRange(sight, verdict, port);
  return because === 'tls-origination' ? tlsOriginated(sight, verdict, host) : undefined;
}

function tlsOriginated(sight: Sight, { steps }: Verdict, host: string): Cause | undefined {
  const found = steps.flatMap((step) => step.step === 'cluster' && step.tls !== undefined && step.rule !== undefined ? [{ mode: step.tls, rule: step.rule }] : []);
  if (found.length === 0) return undefined;
  const [{ mode, rule }] = found;
  const isOutside = sight.mesh.speedscale.hosts.includes(host);
  return cause(['egress-host-tls-originated', rule, isOutside], (calls) => (
    finding('egress-host-tls-originated', { ...calls, rule: referenceTitle(rule), mode, isOutside }, placeOf(sight, rule, inDestinationRule('trafficPolicy')))));
}

/** A range of addresses on the port is looked at before the SNI, and there is no way back (istio/istio issue 52235). */
function inRange(sight: Sight, verdict: Verdict, port: number): Cause | undefined {
  // One address is of the host itself: there is nothing to narrow.
  const ranges = (verdict.ranges ?? []).filter(({ range }) => range.includes('/'));
  if (ranges.length === 0) return undefined;
  const objects = [...new Map(ranges.map(({ object }) => [referenceTitle(object), object])).values()];
  const fields = objects.map((object) => `${fieldOfRanges(object)} of ${referenceTitle(object)}`);
  return cause(['egress-host-in-range', ranges], (calls) => finding('egress-host-in-range', {
    ...calls, port, ranges: rangesInWords(ranges, referenceTitle), fields: inSentence(fields),
  }, placeOf(sight, objects[0], objects[0].kind === 'VirtualService' ? SPEC : inServiceEntry('addresses'))));
}

/** Where an object has its ranges of addresses: a VirtualService in the matches of its routes. */
function fieldOfRanges({ kind }: ObjectReference): string {
  return kind === 'VirtualService' ? 'destinationSubnets' : 'addresses';
}
