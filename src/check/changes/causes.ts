import { Difference, Fate, fateOf } from './differences';
import { Answer } from '../../calls/answers';
import { referenceTitle } from '../../calls/reference';
import { Step, Verdict } from '../../istio/egress/verdict';
import { ObjectReference } from '../../kubernetes/object';

/** Why a call is decided otherwise than in the older tree: an object that differs, or a fact. */
export interface Cause {
  /** As a clause. */
  readonly text: string;
  readonly object?: ObjectReference;
}

const FATES: Readonly<Record<Fate, string>> = { added: 'is new', changed: 'has changed', removed: 'is gone' };

/** What differs of all that led to two answers, as far as it is among their steps. */
export function causesOf(before: Answer, after: Answer, differences: ReadonlyMap<string, Difference>): readonly Cause[] {
  const found = [...objectsIn(before.verdict), ...objectsIn(after.verdict)].flatMap((object): readonly Cause[] => {
    const fate = fateOf(differences, object);
    return fate === undefined ? [] : [{ text: `${referenceTitle(object)} ${FATES[fate]}`, object }];
  });
  const all = [...ofMembership(before, after), ...ofPolicy(before.verdict, after.verdict), ...found];
  return all.filter(({ text }, index) => all.findIndex((other) => other.text === text) === index);
}

function ofMembership(before: Answer, after: Answer): readonly Cause[] {
  const [was, is] = [before, after].map(({ outcome }) => outcome === 'not-enforced');
  if (was === is) return [];
  const { verdict } = is ? after : before;
  return [{ text: is ? `no sidecar of Istio holds these pods any more (${verdict?.reason})` : `a sidecar of Istio holds these pods now (before: ${verdict?.reason})` }];
}

function ofPolicy(before: Verdict | undefined, after: Verdict | undefined): readonly Cause[] {
  const [was, is] = [before, after].map((verdict) => verdict?.steps.find((step) => step.step === 'policy'));
  if (was?.step !== 'policy' || is?.step !== 'policy' || was.mode === is.mode) return [];
  return [{ text: `the outboundTrafficPolicy is ${is.mode}, and was ${was.mode}` }];
}

function objectsIn(verdict: Verdict | undefined): readonly ObjectReference[] {
  return (verdict?.steps ?? []).flatMap((step): readonly (ObjectReference | undefined)[] => namedBy(step)).filter((object) => object !== undefined);
}

function namedBy(step: Step): readonly (ObjectReference | undefined)[] {
  switch (step.step) {
    case 'sidecar': return [step.chosen];
    case 'service': return [...step.won, ...step.lost.map(({ object }) => object)];
    case 'chain': case 'virtual-host': return [step.from];
    default: return [];
  }
}
