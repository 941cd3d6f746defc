import { NOTHING_DECIDED } from '../check/ignore';
import { RULE_IDS, RULES } from '../check/rules';
import { areaOf } from '../message/areas';
import { catalogue, finding, MessageId } from '../message/catalogue';
import { Severity } from '../message/message';
import { printed } from '../message/text';

/** What the id of a finding stands for. */
export interface Meaning {
  readonly id: MessageId;
  readonly severity: Severity;
  /** Whether it is an id of the check's rules, by which `--rule`, `--skip-rule` and `ignore` go. */
  readonly isRule: boolean;
  readonly what: string;
  readonly why: string;
  /** What of it manifests cannot show. Rules alone have it. */
  readonly cannotSee?: string;
  /** The codes of `istioctl analyze` that cover part of it. */
  readonly istioctl: readonly string[];
  /** The words of a finding, with made-up values. */
  readonly example: { readonly fact: string; readonly fix: string };
  /** The page of the repository that goes on, with its heading. */
  readonly page: string;
}

/** The ids that have a meaning: every rule's and every message's. */
export const IDS = (Object.keys(catalogue) as MessageId[]).sort();

/** What an id stands for, from its rule, else from the area of its message. */
export function meaningOf(id: MessageId): Meaning {
  const { severity, fact, fix } = finding(id, catalogue[id].example as never);
  const common = { id, severity, example: { fact, fix } };
  const rule = RULES.find(({ ids }) => ids.includes(id));
  if (rule !== undefined) {
    const { ids, what, why, cannotSee, istioctl = [] } = rule;
    return { ...common, isRule: true, what, why, cannotSee, istioctl, page: `docs/rules.md#${ids[0]}` };
  }
  const { what, why, page } = areaOf(id)!;
  return { ...common, isRule: false, what, why, istioctl: [], page };
}

/** The version of the shape that the JSON has, which docs/check.md describes. */
const VERSION = 1;

/** A meaning for people. */
export function meaningText(meaning: Meaning): string {
  const { id, severity, isRule, what, why, cannotSee, istioctl, example, page } = meaning;
  return printed(
    `${id}  ${severity}`,
    `  ${isRule ? 'looks for' : 'is about'}: ${what}`,
    `  why: ${why}`,
    ...(cannotSee === undefined ? [] : [`  cannot see: ${cannotSee}`]),
    ...(istioctl.length === 0 ? [] : [`  istioctl analyze covers part of it: ${istioctl.join(', ')}`]),
    `  example: ${example.fact}`,
    `  fix: ${example.fix}`,
    ...(isRule ? [`  skip it: check --skip-rule ${id}${id === NOTHING_DECIDED ? '; neither "ignore" nor a baseline lets it pass' : ', or an entry of "ignore" in the settings, with a reason'}`] : []),
    `  docs: ${page}, in the repository of cdk8s-speedscale`,
  );
}

/** A meaning as JSON. */
export function meaningJson(meaning: Meaning): string {
  return json({ version: VERSION, ...meaning });
}

/** The rules of the check that have these ids, one id a line, with what they look for. */
export function ruleListText(ids: ReadonlySet<string>): string {
  const rules = rulesAmong(ids);
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules.map(({ id, severity, what }) => `${id.padEnd(width)}  ${severity.padEnd('warning'.length)}  ${what}\n`).join('');
}

/** The rules of the check that have these ids, as JSON. */
export function ruleListJson(ids: ReadonlySet<string>): string {
  return json({ version: VERSION, rules: rulesAmong(ids) });
}

/** In the order of the check, which docs/rules.md has too. */
function rulesAmong(wanted: ReadonlySet<string>): readonly Meaning[] {
  return RULE_IDS.filter((id) => wanted.has(id)).map((id) => meaningOf(id as MessageId));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
