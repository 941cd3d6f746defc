import { callersOf, Callers } from './callers';
import { Cause, causesOf } from './causes';
import { Difference, differencesOf } from './differences';
import { targetsOf } from './targets';
import { Transition, transitionOf } from './transition';
import { answer } from '../../calls/answers';
import { AskedCall, neededCalls } from '../../calls/calls';
import { everyDefinition, meshesOfDefinitions } from '../../calls/definitions';
import { Influence } from '../../calls/influence';
import { whyUnknown } from '../../calls/reasons';
import { namespacesWithServices } from '../../calls/services-shown';
import { Target } from '../../calls/target';
import { Mesh } from '../../istio/mesh';
import { once } from '../../istio/once';
import { Sight } from '../../mesh/sight';

/** Pods of a namespace, in words that name each of them. */
export interface Group {
  readonly namespace: string;
  readonly titles: readonly string[];
  /** Workloads of the namespace that are in both trees; `undefined` for pods that Speedscale's operator makes. */
  readonly of?: number;
}

/** Calls that are decided otherwise than in the older tree, in one way and for one cause. */
export interface EgressChange extends Transition {
  readonly callers: readonly Group[];
  /** `host:port`, in the order of their names. */
  readonly targets: readonly string[];
  /** One of them, by a name that "explain" takes. */
  readonly example: string;
  readonly causes: readonly Cause[];
}

/** What a change of the manifests does to egress. */
export interface EgressChanges {
  readonly changes: readonly EgressChange[];
  /** How many calls may be decided otherwise, and so were compared. */
  readonly compared: number;
  /** Of them, those that are unknown in both trees, by the reason in the newer one. */
  readonly unknown: readonly { readonly reason: string; readonly calls: number }[];
  /** The workloads that are in one tree alone. */
  readonly unmatched: readonly string[];
}

const known = new WeakMap<Sight, EgressChanges>();

/** What differs from the older tree; computed once. */
export function egressChanges(sight: Sight, base: Sight): EgressChanges {
  const found = known.get(sight) ?? compareEgress(base, sight);
  known.set(sight, found);
  return found;
}

/**
 * What differs between two trees.
 * @param everything whether every call is asked for, also those that the differences cannot influence; it only takes longer
 */
export function compareEgress(before: Sight, after: Sight, everything = false): EgressChanges {
  return new Comparison(before, after, everything).result();
}

/** One caller's calls that have one fate. */
interface Part extends Transition {
  readonly example: string;
  readonly caller: Group;
  readonly causes: readonly Cause[];
  readonly targets: string[];
}

class Comparison {
  /** Those of both trees and of every istiod. */
  private readonly meshes: readonly Mesh[];
  private readonly differences: ReadonlyMap<string, Difference>;
  private readonly influence: Influence;
  private readonly parts = new Map<string, Part>();
  private readonly unknown = new Map<string, number>();
  private compared = 0;

  constructor(private readonly before: Sight, private readonly after: Sight, everything: boolean) {
    this.meshes = [before, after].flatMap(meshesOfDefinitions);
    this.differences = differencesOf(everyDefinition(before), everyDefinition(after));
    this.influence = new Influence(this.meshes, this.differences.values(), shownInOne(before, after));
    if (everything || factsOf(before) !== factsOf(after)) this.influence.everything = true;
  }

  result(): EgressChanges {
    const targets = targetsOf(this.meshes, this.after.mesh.speedscale.hosts);
    const { callers, unmatched } = callersOf(this.before, this.after, this.meshes, targets);
    const inOneTree = this.askSpeedscale();
    const total = new Map<string, Set<string>>();
    for (const { namespace, titles } of callers) titles.forEach((title) => once(total, namespace, () => new Set()).add(title));
    // There are many callers, and few calls on which a change has an influence.
    const influenced = targets.filter((target) => this.influence.on(target));
    for (const each of callers) {
      const mayMeetOthers = each.haveChanged || this.influence.namespaces.has(each.namespace);
      this.askWorkloads(each, mayMeetOthers ? targets : influenced, total.get(each.namespace)!.size);
    }
    const unknown = [...this.unknown].map(([reason, calls]) => ({ reason, calls }));
    return { changes: joined([...this.parts.values()]), compared: this.compared, unknown, unmatched: [...unmatched, ...inOneTree] };
  }

  /** What Speedscale's pods call is compared where they are in both trees; returns the callers that one of them alone has. */
  private askSpeedscale(): readonly string[] {
    const identityOf = ({ callers, namespace, host, port }: AskedCall) => JSON.stringify([callers, namespace, host, port]);
    const [old, now] = [this.before, this.after].map(neededCalls);
    const earlier = new Map(old.map((question) => [identityOf(question), question]));
    for (const question of now) {
      const was = earlier.get(identityOf(question));
      const target = { ...question, title: `${question.host}:${question.port}`, protocol: question.protocols[0] };
      if (was === undefined) continue;
      // A pod that is in sight may itself be another one now.
      if (question.pod === undefined && !this.influence.namespaces.has(question.namespace) && !this.influence.on(target)) continue;
      this.compare({ namespace: question.namespace, titles: [question.callers] }, was, question);
    }
    const [were, are] = [old, now].map((questions) => new Set(questions.map(callerOf)));
    return [...[...were].filter((caller) => !are.has(caller)), ...[...are].filter((caller) => !were.has(caller))].sort();
  }

  private askWorkloads({ namespace, titles, before, after }: Callers, targets: readonly Target[], of: number): void {
    const caller = { namespace, titles, of };
    for (const { title, sample, port, protocol } of targets) {
      const question = { callers: '', namespace, host: title.slice(0, title.lastIndexOf(':')), sample, port, protocols: [protocol] };
      this.compare(caller, { ...question, pod: before }, { ...question, pod: after }, titles.length);
    }
  }

  private compare(caller: Group, before: AskedCall, after: AskedCall, times = 1): void {
    this.compared += times;
    const [was, is] = [answer(this.before, before), answer(this.after, after)];
    if (was.outcome === 'unknown' && is.outcome === 'unknown') {
      const reason = whyUnknown(is);
      this.unknown.set(reason, (this.unknown.get(reason) ?? 0) + times);
      return;
    }
    const transition = transitionOf(was, is);
    if (transition === undefined) return;
    const causes = causesOf(was, is, this.differences);
    const key = JSON.stringify([caller.namespace, caller.titles, keyOf(transition, causes)]);
    const part = this.parts.get(key);
    const title = `${after.host}:${after.port}`;
    if (part === undefined) this.parts.set(key, { ...transition, caller, causes, targets: [title], example: `${after.sample}:${after.port}` });
    else if (!part.targets.includes(title)) part.targets.push(title);
  }
}

function callerOf({ callers, workload, namespace }: AskedCall): string {
  return workload === undefined ? `${callers} in "${namespace}"` : callers;
}

/** One change for all callers to whom the same happens. */
function joined(parts: readonly Part[]): readonly EgressChange[] {
  const changes = new Map<string, EgressChange & { readonly callers: Group[] }>();
  for (const { caller, ...part } of parts) {
    const key = JSON.stringify([caller.of === undefined, keyOf(part, part.causes), part.targets]);
    const change = changes.get(key);
    const same = change?.callers.findIndex(({ namespace }) => namespace === caller.namespace) ?? -1;
    if (change === undefined) changes.set(key, { ...part, callers: [caller] });
    else if (same === -1) change.callers.push(caller);
    else change.callers[same] = { ...caller, titles: [...new Set([...change.callers[same].titles, ...caller.titles])] };
  }
  return [...changes.values()];
}

function keyOf({ id, before, after }: Transition, causes: readonly Cause[]): string {
  return JSON.stringify([id, before, after, causes.map(({ text }) => text)]);
}

/** The namespaces whose Services only one of two trees shows; none where one shows all, since then facts differ. */
function shownInOne(before: Sight, after: Sight): readonly string[] {
  const [was, is] = [before, after].map(namespacesWithServices);
  if (was === 'all' || is === 'all') return [];
  return [...new Set([...was, ...is])].filter((namespace) => was.has(namespace) !== is.has(namespace));
}

/** What is known of the mesh apart from its objects. */
function factsOf(sight: Sight): string {
  const { mesh, revisions } = sight;
  return JSON.stringify([namespacesWithServices(sight) === 'all', mesh.istio, mesh.speedscale.namespace, revisions.served, [...revisions.tags], [...revisions.known]]);
}
