import { error, info, report, warning } from './findings';
import { RULE_IDS } from '../../src/check/rules';
import { Finding, STANDARD_INPUT } from '../../src/message/message';
import { sarifReport } from '../../src/report/sarif';

type Json = Readonly<Record<string, any>>;

const run = (...findings: Finding[]): Json => (JSON.parse(sarifReport(report(...findings))) as Json).runs[0] as Json;

/**
 * What the specification (OASIS SARIF 2.1.0, sections 3.13 to 3.58) and GitHub's code scanning ask for. The keys are closed, as they
 * are in the schema, so that a misspelt one is found.
 */
function expectSarif(log: Json): void {
  const keys = (value: Json, ...allowed: string[]) => expect(Object.keys(value).filter((key) => !allowed.includes(key))).toEqual([]);
  keys(log, '$schema', 'version', 'runs');
  expect([log.version, log.runs.length]).toEqual(['2.1.0', 1]);
  const [{ tool, results, columnKind, invocations, ...more }] = log.runs as [Json];
  expect(more).toEqual({ properties: { calls: report().calls } });
  expect(columnKind).toBe('utf16CodeUnits');
  expect(invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: expect.any(Array) }]);
  keys(tool as Json, 'driver');
  keys(tool.driver as Json, 'name', 'rules');
  const ids = (tool.driver.rules as Json[]).map((rule) => {
    keys(rule, 'id', 'shortDescription', 'fullDescription', 'help');
    expect([rule.shortDescription.text, rule.fullDescription.text, rule.help.text].every((text) => typeof text === 'string' && text !== '')).toBe(true);
    return rule.id as string;
  });
  expect(new Set(ids).size).toBe(ids.length);
  expect(results.length).toBeLessThanOrEqual(5000);
  for (const result of results as Json[]) {
    keys(result, 'ruleId', 'ruleIndex', 'level', 'message', 'locations', 'partialFingerprints', 'baselineState', 'suppressions');
    expect(ids[result.ruleIndex as number]).toBe(result.ruleId);
    expect(['error', 'warning', 'note']).toContain(result.level);
    expect(['new', 'unchanged', undefined]).toContain(result.baselineState);
    expect(result.message.text).toMatch(/\S/);
    Object.values(result.partialFingerprints as Json).forEach((print) => expect(print).toMatch(/^[0-9a-f]{32}$/));
    for (const { physicalLocation, logicalLocations, ...rest } of result.locations as Json[]) {
      expect(rest).toEqual({});
      (logicalLocations as Json[] | undefined)?.forEach((each) => keys(each, 'fullyQualifiedName', 'kind'));
      if (physicalLocation === undefined) continue;
      const { artifactLocation, region } = physicalLocation as Json;
      expect(artifactLocation).toEqual({ uri: expect.stringMatching(/^(?!\/|\.\/|[a-z]+:)[^\s\\]+$/), uriBaseId: '%SRCROOT%' });
      if (region !== undefined) Object.values(region as Json).forEach((position) => expect(Number.isInteger(position) && position > 0).toBe(true));
    }
  }
}

test.each([
  ['nothing', report()],
  ['findings of each severity, with and without a place', report(error, warning, info, { ...error, place: { file: 'a b/ü#.yaml' } }, { ...info, place: { file: './x.yaml', line: 1 } })],
  ['known and ignored ones', { ...report(), known: [error], ignored: [{ finding: warning, reason: 'meant' }] }],
  ['findings of the reader, which no rule lists', report({ ...error, id: 'document-not-yaml' })],
])('a report of %s is SARIF 2.1.0', (_, of) => {
  expectSarif(JSON.parse(sarifReport(of)) as Json);
});

test('the check of the shape would notice a key that SARIF does not have', () => {
  const log = JSON.parse(sarifReport(report(error))) as { runs: { results: Json[] }[] };
  log.runs[0].results[0] = { ...log.runs[0].results[0], severity: 'error' };
  expect(() => expectSarif(log)).toThrow();
});

test('every rule is listed, whether it found anything or not', () => {
  expect((run().tool.driver.rules as Json[]).map(({ id }) => id as string)).toEqual([...RULE_IDS].sort());
});

test('a rule and a finding of the reader both tell which command explains them, and link to nothing outside of the package', () => {
  const rules = run({ ...error, id: 'document-not-yaml' }).tool.driver.rules as Json[];
  expect(rules.filter(({ id, help }) => !(help.text as string).includes(`"cdk8s-speedscale explain ${id as string}"`))).toEqual([]);
  expect(JSON.stringify(rules)).not.toMatch(/https?:/);
  expect(rules.map(({ id }) => id as string)).toContain('document-not-yaml');
});

test('a rule keeps its id and a finding its fingerprint, whatever else is found', () => {
  const print = (results: Json[]) => results.find(({ ruleId }) => ruleId === error.id)!.partialFingerprints as Json;
  expect(print(run(warning, error).results as Json[])).toEqual(print(run(error).results as Json[]));
});

test('an ignored finding is suppressed with its reason, a known one unchanged', () => {
  const log = JSON.parse(sarifReport({ ...report(), known: [error], ignored: [{ finding: warning, reason: 'meant' }] })) as Json;
  expect(log.runs[0].results).toEqual([
    expect.objectContaining({ ruleId: error.id, baselineState: 'unchanged' }),
    expect.objectContaining({ ruleId: warning.id, suppressions: [{ kind: 'external', justification: 'meant' }] }),
  ]);
});

test('of more than 5,000 the worst are kept, and it is said how many are not there', () => {
  const { results, invocations } = run(...Array.from({ length: 5000 }, () => warning), error);
  expect([results.length, results[0].ruleId]).toEqual([5000, error.id]);
  expect(invocations[0].toolExecutionNotifications[0].message.text).toContain('1 results are left out');
});

test('standard input is no file', () => {
  expect(JSON.stringify(run({ ...error, place: { ...error.place, file: STANDARD_INPUT } }).results)).not.toContain('artifactLocation');
});
