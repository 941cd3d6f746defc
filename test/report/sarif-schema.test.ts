import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { error, info, report, warning } from './findings';
import { sarifReport } from '../../src/report/sarif';

/** OASIS's schema of SARIF 2.1.0, as a package of Microsoft's carries it. */
const path = 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';

/** It is of JSON Schema's draft 4, of which it uses nothing that later drafts read otherwise; ajv knows no draft 4. */
function validator() {
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>;
  const uri = /^[a-z][a-z0-9+.-]*:\S*$/i;
  const formats = { 'uri': uri, 'uri-reference': /^[^\s\\]*$/, 'date-time': /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/ };
  // A pattern of the schema, that of a language's code, is none with the flag u.
  return new Ajv({ strict: false, formats, unicodeRegExp: false }).compile(schema);
}

describe('by the schema of SARIF 2.1.0 (@microsoft/jest-sarif)', () => {
  test.each([
    ['nothing', report()],
    ['findings of each severity, with and without a place', report(error, warning, info, { ...error, place: { file: 'a b/ü#.yaml' } }, { ...info, place: { file: './x.yaml', line: 1 } })],
    ['known and ignored ones', { ...report(), known: [error], ignored: [{ finding: warning, reason: 'meant' }] }],
    ['more than are shown', report(...Array.from({ length: 5001 }, () => warning))],
  ])('a report of %s is valid', (_, of) => {
    const validate = validator();
    validate(JSON.parse(sarifReport(of)));
    expect(validate.errors ?? []).toEqual([]);
  });

  test.each<[string, (result: Record<string, unknown>) => void]>([
    ['a key that SARIF does not have', (result) => { result.severity = 'error'; }],
    ['a level that it does not have', (result) => { result.level = 'info'; }],
    ['a result without a message', (result) => { delete result.message; }],
  ])('%s is not', (_, spoil) => {
    const log = JSON.parse(sarifReport(report(error))) as { readonly runs: { readonly results: Record<string, unknown>[] }[] };
    spoil(log.runs[0].results[0]);
    expect(validator()(log)).toBe(false);
  });
});
