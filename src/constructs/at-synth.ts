import { IConstruct } from 'constructs';
import { definedTwice } from './defined-twice';
import { sharedFiles } from './output-files';
import { FoundAt, printWarnings, warn } from './warnings';
import { Finding, isError } from '../message/message';
import { formatFinding } from '../message/text';

/** Finds what only the whole tree shows; `undefined` where that is not known yet, as an object cannot be rendered. */
type Find = () => readonly Finding[] | undefined;

/** The last check of an app. */
interface AppCheck {
  /** The number of constructs then; 0 where the app must be checked again. */
  constructs: number;
  readonly errors: Map<IConstruct, string[]>;
}

const checks = new WeakMap<IConstruct, AppCheck>();
const finds = new WeakMap<IConstruct, readonly Find[]>();
/** The constructs that report their errors to cdk8s. */
const reporting = new WeakSet<IConstruct>();

/**
 * Checks the app of a construct whenever it is rendered, for what no construct sees while it is made: objects that share a file or an
 * identity, what `findAtSynth` was given, and warnings to print.
 */
export function checkAtSynth({ node: { root } }: IConstruct): void {
  const known = checks.get(root);
  if (known !== undefined) {
    known.constructs = 0;
    return;
  }
  const check: AppCheck = { constructs: 0, errors: new Map() };
  checks.set(root, check);
  root.node.addValidation({
    validate: () => {
      checkApp(root, check);
      return [];
    },
  });
}

/** Adds to the check what is found at a construct. An error fails rendering, with the construct's path; anything else is a warning. */
export function findAtSynth(construct: IConstruct, find: Find): void {
  checkAtSynth(construct);
  finds.set(construct, [...finds.get(construct) ?? [], find]);
}

/**
 * cdk8s validates the whole app again for each chart that it renders, the root first. Checking each time would take time by the
 * square of the charts, so an app without errors is checked again only when constructs came or went.
 */
function checkApp(root: IConstruct, check: AppCheck): void {
  const constructs = root.node.findAll();
  if (constructs.length === check.constructs) return;
  check.errors.clear();
  const answers = constructs.flatMap((construct) => (finds.get(construct) ?? []).map((find) => ({ construct, findings: find() })));
  const found = answers.flatMap(({ construct, findings = [] }) => findings.map((finding): FoundAt => ({ construct, finding })));
  for (const { construct, finding } of [...sharedFiles(root), ...definedTwice(root), ...found]) {
    if (isError(finding)) addError(check, construct, formatFinding(finding));
    else warn(construct, [finding]);
  }
  printWarnings(root);
  const isSettled = check.errors.size === 0 && answers.every(({ findings }) => findings !== undefined);
  check.constructs = isSettled ? constructs.length : 0;
}

function addError(check: AppCheck, construct: IConstruct, error: string): void {
  check.errors.set(construct, [...check.errors.get(construct) ?? [], error]);
  if (reporting.has(construct)) return;
  reporting.add(construct);
  construct.node.addValidation({ validate: () => [...check.errors.get(construct) ?? []] });
}
