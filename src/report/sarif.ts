import { fingerprint } from './fingerprint';
import { meaningOf } from './meaning';
import { Report, SEVERITIES } from './report';
import { RULE_IDS } from '../check/rules';
import { MessageId } from '../message/catalogue';
import { Finding, Severity, STANDARD_INPUT } from '../message/message';

/** GitHub shows this many results of a run, and refuses files with many more. */
const MOST_RESULTS = 5000;

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** A rule as SARIF lists it, one for each id. */
interface SarifRule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string };
}

/**
 * A report as SARIF 2.1.0, for code scanning. Ignored findings are suppressed results, those of the baseline unchanged ones. Of
 * more than 5,000 the worst are kept, and a notification says how many are not there. What was asked and proved is a property of the run.
 */
export function sarifReport({ findings, known, ignored, calls }: Report): string {
  const listed = rulesOf([...findings, ...known, ...ignored.map((each) => each.finding)]);
  const indices = new Map(listed.map(({ id }, index) => [id, index]));
  const result = (finding: Finding, more: object) => ({ ...resultOf(finding), ruleIndex: indices.get(finding.id), ...more });
  const results = [
    ...SEVERITIES.flatMap((severity) => findings.filter((each) => each.severity === severity)).map((each) => result(each, { baselineState: 'new' })),
    ...known.map((each) => result(each, { baselineState: 'unchanged' })),
    ...ignored.map(({ finding, reason }) => result(finding, { suppressions: [{ kind: 'external', justification: reason }] })),
  ];
  const left = results.length - MOST_RESULTS;
  const notes = left > 0 ? [{ level: 'warning', message: { text: `${left} results are left out: the ${MOST_RESULTS} worst are here` } }] : [];
  const run = {
    tool: { driver: { name: 'cdk8s-speedscale', rules: listed } },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: notes }],
    columnKind: 'utf16CodeUnits',
    results: results.slice(0, MOST_RESULTS),
    properties: { calls },
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** The rules of the check, and ids of other findings, such as those about reading, in the order of their names. */
function rulesOf(findings: readonly Finding[]): readonly SarifRule[] {
  return [...new Set([...RULE_IDS, ...findings.map(({ id }) => id)])].sort().map(describe);
}

/** No helpUri: a link would lead out of the package, and the command that explains the rule is in it. */
function describe(id: string): SarifRule {
  const { what, why, example } = meaningOf(id as MessageId);
  const help = `Repair, for example: ${example.fix}.\nRun "cdk8s-speedscale explain ${id}" for what it means.`;
  return { id, shortDescription: { text: what }, fullDescription: { text: why }, help: { text: help } };
}

function resultOf(finding: Finding) {
  const { id, severity, place: { file, line, column, object }, fact, fix } = finding;
  const physical = file === undefined || file === STANDARD_INPUT ? {} : {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file), uriBaseId: '%SRCROOT%' },
      ...(line === undefined ? {} : { region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } }),
    },
  };
  const logical = object === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: object, kind: 'object' }] };
  const location = { ...physical, ...logical };
  return {
    ruleId: id,
    level: LEVELS[severity],
    message: { text: `${fact}\nfix: ${fix}` },
    locations: Object.keys(location).length === 0 ? [] : [location],
    partialFingerprints: { 'cdk8sSpeedscale/v1': fingerprint(finding) },
  };
}

/** A path as a relative reference: with "/" alone, without "./", and escaped. */
function uriOf(path: string): string {
  return path.replaceAll('\\', '/').replace(/^(\.\/)+/, '').split('/').map(encodeURIComponent).join('/');
}
