import { error, info, report, warning } from './findings';
import { textReport } from '../../src/report/text';

const plain = { colour: false, show: 'info', verbose: false } as const;
const lines = (text: string) => text.trimEnd().split('\n');

const proved = ['23 calls: 20 allowed, 3 blocked, 0 unknown', 'hosts outside the cluster are served by ServiceEntry speedscale/speedscale-external-svc-https'];

test('findings of a file stand together, a blank line between files, a summary at the end', () => {
  const other = { ...error, place: { ...error.place, file: 'deploy/cart.yaml' } };
  const text = lines(textReport(report(error, warning, other), plain));
  expect(text.flatMap((line, index) => line === '' ? [index] : [])).toEqual([6, 10]);
  expect(text.slice(-3)).toEqual(['3 objects in 2 files (1 document passed over): 2 errors, 1 warning', ...proved]);
});

test('without findings the summary says what was read', () => {
  expect(textReport(report(), plain)).toBe(`${['3 objects in 2 files (1 document passed over): no findings', ...proved].join('\n')}\n`);
});

test('less severe findings can be left out, and are counted', () => {
  const text = textReport(report(error, warning, info), { ...plain, show: 'error' });
  expect(text).not.toContain(warning.id);
  expect(text).toContain('1 error, 1 warning, 1 info; 2 not shown');
});

test('what the baseline has and what the settings ignore is counted', () => {
  const text = textReport({ ...report(), known: [error], ignored: [{ finding: warning, reason: 'meant' }] }, plain);
  expect(text).toContain('no findings; 1 known from the baseline; 1 ignored by the settings');
});

test('--verbose names what was passed over', () => {
  expect(textReport(report(), { ...plain, verbose: true })).toContain('chart/templates/web.yaml:1  passed over: a Helm template\n');
});

test('what is printed of a finding stays on its lines, whatever it holds, and in colour too', () => {
  const hostile = 'a\u001b[2J\n::error::b\u2028##[error]c\u202e';
  const text = textReport(report({ ...error, fact: hostile, fix: hostile, place: { file: '::error::x', line: 1, column: 1, object: hostile } }), { ...plain, colour: true });
  expect(text.split('\n').filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
  // eslint-disable-next-line no-control-regex
  expect(text.replace(/\u001b\[\d+m/g, '')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u2028\u202e]/);
  expect(lines(text)).toHaveLength(lines(textReport(report(error), plain)).length);
});

test('colours are only in what is asked for in colour', () => {
  expect(textReport(report(error), plain)).not.toContain('\u001b');
  expect(textReport(report(error), { ...plain, colour: true })).toContain('\u001b[31merror\u001b[0m');
});
