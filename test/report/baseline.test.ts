import { error, info, report, warning } from './findings';
import { Finding } from '../../src/message/message';
import { divideByBaseline, readBaseline } from '../../src/report/baseline';
import { fingerprint } from '../../src/report/fingerprint';
import { jsonReport } from '../../src/report/json';
import { Report } from '../../src/report/report';
import { thrownIds } from '../message/ids';

const baseline = (of: Report) => readBaseline('baseline.json', jsonReport(of));
const at = (finding: Finding, line: number): Finding => ({ ...finding, place: { ...finding.place, line } });

test('findings of an earlier JSON report are known, also when they have moved', () => {
  expect(divideByBaseline([at(error, 99), warning], baseline(report(error)))).toEqual({ fresh: [warning], known: [at(error, 99)] });
});

test('a report made with a baseline is a baseline of both', () => {
  expect(divideByBaseline([error, warning], baseline({ ...report(warning), known: [error] })).fresh).toEqual([]);
});

test('what the baseline has once is known once', () => {
  expect(divideByBaseline([error, error], baseline(report(error)))).toEqual({ fresh: [error], known: [error] });
});

test('the fingerprint stays when lines move, also those in the fact, and tells rules, objects and facts apart', () => {
  const naming = (place: string): Finding => ({ ...error, fact: `it is defined at ${place} too, and otherwise` });
  expect(fingerprint(naming('a.yaml:3:1'))).toBe(fingerprint(naming('a.yaml:40:7')));
  const others = [error, warning, info, { ...error, fact: 'x' }, { ...error, place: { object: 'Sidecar cart/default' } }, naming('a.yaml'), naming('b.yaml')];
  expect(new Set(others.map(fingerprint)).size).toBe(others.length);
});

test.each(['', '[]', '{"findings": 1}', '{"version": 1, "findings": [{"id": "x"}]}', '{"version": 2, "findings": []}', '{"findings": []}', 'null'])('%j is no baseline', (text) => {
  expect(thrownIds(() => readBaseline('baseline.json', text))).toEqual(['baseline-unreadable']);
});
