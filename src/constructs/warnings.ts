import { IConstruct } from 'constructs';
import { writeStandardError } from '../files/standard-error';
import { Finding } from '../message/message';
import { printable } from '../message/printable';
import { formatFinding } from '../message/text';

/** A finding, and the construct that it is said of. */
export interface FoundAt {
  readonly construct: IConstruct;
  readonly finding: Finding;
}

/** How many constructs and facts a printed warning names, where many have the same repair. */
const NAMED = 10;

const warnings = new WeakMap<IConstruct, Finding[]>();
const sayings = new WeakMap<IConstruct, readonly string[]>();

/** The lines that were printed of a construct last. */
const said = new WeakMap<IConstruct, string>();

/** What was printed, by the root of the construct tree. */
const printed = new WeakMap<IConstruct, Set<Finding>>();

/** Gives a construct warnings, each once, in its metadata too. They are printed when the app is rendered. */
export function warn(construct: IConstruct, findings: readonly Finding[]): void {
  const before = warnings.get(construct) ?? [];
  warnings.set(construct, before);
  for (const finding of findings) {
    const text = formatFinding(finding);
    if (before.some((other) => formatFinding(other) === text)) continue;
    before.push({ ...finding });
    construct.node.addMetadata('cdk8s-speedscale/warning', text);
  }
}

/** Gives a construct what is to be printed of it once the app is rendered; what was printed already is not printed again. */
export function say(construct: IConstruct, lines: readonly string[]): void {
  sayings.set(construct, lines);
}

/** Prints the warnings of an app that were not printed before: one text for all that have the same repair. */
export function printWarnings(root: IConstruct): void {
  const before = printed.get(root) ?? new Set<Finding>();
  printed.set(root, before);
  const groups = new Map<string, FoundAt[]>();
  for (const construct of root.node.findAll()) {
    for (const finding of (warnings.get(construct) ?? []).filter((each) => !before.has(each))) {
      before.add(finding);
      const repair = `${finding.id}\n${finding.fix}`;
      groups.set(repair, [...groups.get(repair) ?? [], { construct, finding }]);
    }
  }
  for (const group of groups.values()) writeStandardError(inOne(group));
  for (const construct of root.node.findAll()) {
    const lines = (sayings.get(construct) ?? []).map((line) => printable(`[${construct.node.path}] ${line}`)).join('\n');
    if (lines === '' || said.get(construct) === lines) continue;
    said.set(construct, lines);
    writeStandardError(lines);
  }
}

/** The warnings of a group as one, in the form of cdk8s's own validation errors: the paths of the constructs, and what is said of them. */
function inOne(group: readonly FoundAt[]): string {
  const [{ finding }] = group;
  const paths = firstOf(group.map(({ construct }) => construct.node.path)).map(printable).join(', ');
  const [fact, ...others] = firstOf([...new Set(group.map((each) => each.finding.fact))]);
  const [head, first, fix] = formatFinding({ ...finding, place: group.length === 1 ? finding.place : {}, fact }).split('\n');
  return [`[${paths}] ${head}`, first, ...others.map((other) => `  ${printable(other)}`), fix].join('\n');
}

function firstOf(texts: readonly string[]): readonly string[] {
  return texts.length <= NAMED ? texts : [...texts.slice(0, NAMED), `and ${texts.length - NAMED} more`];
}
