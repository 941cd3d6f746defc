import { Answer } from '../calls/answers';
import { whyUnknown, wouldSettle } from '../calls/reasons';
import { referenceTitle } from '../calls/reference';
import { rangesInWords } from '../calls/words';
import { CallEnd, PassedOver, Step } from '../istio/egress/verdict';
import { isSubset } from '../istio/host-match';
import { Inventory } from '../kubernetes/inventory';
import { ObjectReference } from '../kubernetes/object';
import { formatPlace, printed } from '../message/text';

/** An answer for people: the verdict, and what led to it, each object with its place. */
export function explanationText(answer: Answer, inventory: Inventory): string {
  const { callers, host, port, protocols } = answer.question;
  const { steps = [], notDecided = [], ranges = [] } = answer.verdict ?? {};
  return printed(
    `${callers} -> ${host}:${port} (${protocols.join(' or ')}): ${answer.outcome}${because(answer, inventory)}${ending(answer, inventory)}`,
    ...(ranges.length === 0 ? [] : [`  it ends otherwise in ${rangesInWords(ranges, (object) => named(object, inventory))}`]),
    ...(answer.outcome === 'unknown' ? [`  to settle it: ${wouldSettle(answer)}`] : []),
    ...(answer.outcome === 'unknown' && steps.length > 0 ? [`  ${steps.filter(({ step }) => step === 'cluster').length > 1 ? 'where it may end, the worst end first' : 'one way in which it may go'}:`] : []),
    ...steps.map((step, index) => `  ${index + 1}. ${inWords(step, inventory)}`),
    ...(notDecided.length === 0 ? [] : [`  not decided here: ${notDecided.map((each) => named(each, inventory)).join(', ')}`]),
  );
}

function because(answer: Answer, inventory: Inventory): string {
  if (answer.outcome === 'unknown') {
    const about = answer.object === undefined ? answer.detail : named(answer.object, inventory);
    return `, since ${whyUnknown({ ...answer, object: undefined })}${about === undefined ? '' : `: ${about}`}`;
  }
  return answer.verdict.reason === undefined ? '' : ` (${answer.verdict.reason})`;
}

/** Where the call ends, where that is not plain from the host: at another one, or by the age of objects. */
function ending({ outcome, verdict, question: { sample } }: Answer, inventory: Inventory): string {
  if (outcome !== 'allowed') return '';
  const { ends, endsByAge } = verdict;
  const inWordsOf = ({ host, object }: CallEnd) => `${host} of ${named(object, inventory)}`;
  if (endsByAge) return `; which of these serves it depends on their age: ${ends.map(inWordsOf).join(', ')}`;
  const others = ends.filter(({ host }) => !isSubset(sample.toLowerCase(), host));
  return others.length === 0 ? '' : `; it ends at ${others.map(inWordsOf).join(', ')}`;
}

function inWords(step: Step, inventory: Inventory): string {
  switch (step.step) {
    case 'sidecar': return `Sidecar: ${step.chosen === undefined ? 'none, so every exported service is known' : named(step.chosen, inventory)}${passedOver(step.passedOver, inventory)}`;
    case 'policy': return `outboundTrafficPolicy: ${step.mode}, from the ${step.from === 'mesh' ? 'mesh' : 'Sidecar'}`;
    case 'service': return `registered by: ${step.won.length === 0 ? 'nobody that these pods see' : step.won.map((each) => named(each, inventory)).join(', ')}${passedOver(step.lost, inventory)}`;
    case 'listener': return `listener: ${step.name}`;
    case 'chain': return `filter chain: ${step.match}${from(step.from, inventory)}`;
    case 'virtual-host': return `virtual host: ${step.name}${from(step.from, inventory)}`;
    case 'cluster': return `cluster: ${step.name}${step.exists ? '' : ', which does not exist'}${step.tls === undefined ? '' : `, with TLS mode ${step.tls}`}${from(step.rule, inventory)}`;
  }
}

function passedOver(others: readonly PassedOver[], inventory: Inventory): string {
  return others.length === 0 ? '' : `; not ${others.map(({ object, because: why }) => `${named(object, inventory)}: ${why}`).join(', ')}`;
}

function from(object: ObjectReference | undefined, inventory: Inventory): string {
  return object === undefined ? '' : `, from ${named(object, inventory)}`;
}

function named(object: ObjectReference, inventory: Inventory): string {
  const place = formatPlace(inventory.referredTo(object)?.place ?? {});
  return place === '' ? referenceTitle(object) : `${referenceTitle(object)} (${place})`;
}

/** An answer as JSON: the verdict as the model gives it, and the places of the objects in it, by their titles. */
export function explanationJson(answer: Answer, inventory: Inventory): string {
  const { callers, namespace, host, port, address, protocols } = answer.question;
  const { steps = [], notDecided = [], clusters = [], ends = [], endsByAge = false, ranges, reason, directResponse, gateway } = answer.verdict ?? {};
  const places = Object.fromEntries([...objectsIn(steps, notDecided), ...(ranges ?? []).map(({ object }) => object)].flatMap((object) => {
    const { file, line, column } = inventory.referredTo(object)?.place ?? {};
    return file === undefined ? [] : [[referenceTitle(object), { file, line, column }]];
  }));
  const explanation = {
    version: 1,
    call: { callers, namespace, host, port, address, protocol: protocols.join(' or ') },
    outcome: answer.outcome,
    reason: answer.outcome === 'unknown' ? answer.because : reason,
    detail: answer.outcome === 'unknown' ? answer.detail ?? answer.places : undefined,
    clusters,
    ends,
    endsByAge,
    ranges,
    directResponse,
    gateway,
    steps,
    notDecided,
    places,
  };
  return `${JSON.stringify(explanation, undefined, 2)}\n`;
}

function objectsIn(steps: readonly Step[], notDecided: readonly ObjectReference[]): readonly ObjectReference[] {
  return [...notDecided, ...steps.flatMap((step): readonly (ObjectReference | undefined)[] => {
    switch (step.step) {
      case 'sidecar': return [step.chosen, ...step.passedOver.map(({ object }) => object)];
      case 'service': return [...step.won, ...step.lost.map(({ object }) => object)];
      case 'chain': case 'virtual-host': return [step.from];
      default: return [];
    }
  })].filter((object) => object !== undefined);
}
