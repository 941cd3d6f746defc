import { Choices } from './choices';
import { Scope } from './scope';
import { StringMap } from '../../kubernetes/value';
import { DestinationRule } from '../config/destination-rule';
import { mostSpecific } from '../host-match';
import { isWithin } from '../labels';
import { Service } from '../service';

/** Rules of one host that istiod made one. */
interface Merged {
  readonly rule: DestinationRule;
  readonly exportTo: readonly string[];
}

/**
 * The DestinationRule of a service: by the most specific host in the proxy's namespace, else among those that the service's
 * namespace exports, else among the root namespace's (istio/istio pilot/pkg/model/push_context.go, destinationRule).
 */
export function ruleFor(scope: Scope, labels: StringMap, service: Service, choices: Choices): DestinationRule | undefined {
  const { mesh, namespace } = scope;
  const { rootNamespace } = mesh.config;
  const own = mergedRules(scope, namespace, service.host, namespace === rootNamespace ? isPrivate : isForOwn, choices);
  const groups = [() => own, ...[service.namespace, rootNamespace].map((owner) => () => exportedRules(scope, owner, service.host, choices))];
  for (const group of groups) {
    const found = group();
    if (found.length > 0) return selected(found, namespace, labels);
  }
  return undefined;
}

/** One that selects the proxy comes first; of the others the last one counts (istio/istio pilot/pkg/model/sidecar.go, DestinationRule). */
function selected(rules: readonly Merged[], namespace: string, labels: StringMap): DestinationRule | undefined {
  const selecting = rules.find(({ rule }) => rule.namespace === namespace && rule.selector !== undefined && isWithin(rule.selector, labels));
  return (selecting ?? rules.filter(({ rule }) => rule.selector === undefined).at(-1))?.rule;
}

function exportedRules(scope: Scope, owner: string, host: string, choices: Choices): readonly Merged[] {
  return mergedRules(scope, owner, host, (rule, exportTo, defaults) => !isPrivate(rule, exportTo, defaults), choices)
    .filter(({ exportTo }) => exportTo.length === 0 || exportTo.includes('*') || exportTo.includes(scope.namespace));
}

type Belongs = (rule: DestinationRule, exportTo: readonly string[], defaults: readonly string[]) => boolean;

const isForOwn: Belongs = ({ namespace }, exportTo) => exportTo.length === 0 || ['*', '.', namespace].some((entry) => exportTo.includes(entry));

const isPrivate: Belongs = ({ namespace }, exportTo, defaults) => exportTo.length === 0
  ? defaults.includes('.')
  : exportTo.length === 1 && (exportTo[0] === '.' || exportTo[0] === namespace);

/** The rules of one namespace for the most specific host, merged (istio/istio pilot/pkg/model/destination_rule.go, mergeDestinationRule). */
function mergedRules({ mesh }: Scope, namespace: string, host: string, belongs: Belongs, choices: Choices): readonly Merged[] {
  const ofNamespace = mesh.rules.get(namespace);
  if (ofNamespace === undefined) return [];
  const rules = ofNamespace.filter((rule) => belongs(rule, exportToOf(rule), mesh.config.exportDestinationRules));
  const best = mostSpecific(host, rules.map((rule) => rule.host));
  const same = rules.filter((rule) => rule.host === best);
  // Those with a selector stay in front, whatever their age.
  const ordered = [true, false].flatMap((withSelector) => choices.order(same.filter(({ selector }) => (selector !== undefined) === withSelector)));
  return ordered.reduce<readonly Merged[]>((merged, rule) => withRule(merged, rule), []);
}

/** A rule with a selector is never for other namespaces. */
function exportToOf({ exportTo, selector }: DestinationRule): readonly string[] {
  return selector === undefined ? exportTo : ['.'];
}

function withRule(merged: readonly Merged[], rule: DestinationRule): readonly Merged[] {
  const exportTo = exportToOf(rule);
  let separate = true;
  const result = merged.map((into): Merged => {
    separate = !sameSet(exportTo, into.exportTo);
    const wider = into.exportTo.length > 0 && into.exportTo.every((entry) => exportTo.includes(entry));
    if (separate && !wider) return into;
    const bothWith = rule.selector !== undefined && into.rule.selector !== undefined;
    const same = bothWith && sameSet(Object.entries(rule.selector).map(String), Object.entries(into.rule.selector).map(String));
    if (bothWith && !same) {
      separate = true;
      return into;
    }
    if (same || (rule.selector === undefined && into.rule.selector === undefined)) separate = false;
    const names = new Set(into.rule.subsets.map(({ name }) => name));
    const subsets = [...into.rule.subsets, ...rule.subsets.filter(({ name }) => !names.has(name))];
    return { ...into, rule: { ...into.rule, subsets, policy: into.rule.policy ?? rule.policy } };
  });
  return separate ? [...result, { rule, exportTo }] : result;
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((entry) => b.includes(entry));
}
