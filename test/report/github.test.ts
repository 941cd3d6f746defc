import { error, info, report, warning } from './findings';
import { STANDARD_INPUT } from '../../src/message/message';
import { githubReport } from '../../src/report/github';

const annotations = (text: string) => text.split('\n').filter((line) => line.startsWith('::'));

test('each finding is an annotation at its line, with the repair', () => {
  expect(annotations(githubReport(report(error), 'info'))).toEqual([
    `::error file=deploy/shop.yaml,line=14,col=3,title=sidecar-selector-empty%3A Sidecar shop/default::${error.fact}%0Afix: ${error.fix}`,
  ]);
});

test('a finding of no file has none', () => {
  expect(annotations(githubReport(report(info, { ...error, place: { file: STANDARD_INPUT } }), 'info')).every((line) => !line.includes('file='))).toBe(true);
});

test('of a type there are ten at most, the last of which counts the others', () => {
  const many = Array.from({ length: 25 }, () => error);
  const lines = annotations(githubReport(report(...many, warning), 'info'));
  expect(lines.filter((line) => line.startsWith('::error')).length).toBe(10);
  expect(lines[9]).toBe('::error title=16 more::16 of sidecar-selector-empty');
  expect(lines.filter((line) => line.startsWith('::warning')).length).toBe(1);
});

test('exactly ten are all shown', () => {
  expect(annotations(githubReport(report(...Array.from({ length: 10 }, () => error)), 'info')).some((line) => line.includes('more'))).toBe(false);
});

test('percent signs are escaped, in titles colons and commas too, and a line break stands only before the repair', () => {
  const [line] = annotations(githubReport(report({ ...error, fact: '50%', place: { object: 'a,b:c' } }), 'info'));
  expect(line).toContain('title=sidecar-selector-empty%3A a%2Cb%3Ac::50%25%0Afix');
});

test.each(['\n::error::x', '\r\n::stop-commands::x', '\u2028::error::x', '%0A::error::x', '::error::x', ',line=1::x', '\u001b[2J'])('no text of the input makes a command, or a property of one: %j', (text) => {
  const finding = { ...error, fact: text, fix: text, place: { file: text, object: text } };
  const lines = githubReport(report(finding), 'info').split('\n');
  expect(lines.filter((line) => /^\s*::|##\[/.test(line))).toHaveLength(1);
  expect(lines).toHaveLength(githubReport(report(error), 'info').split('\n').length);
  const [, properties, data] = /^::error (.*?)::(.*)$/.exec(lines[0])!;
  expect(properties.split(',').map((property) => property.split('=')[0])).toEqual(['file', 'title']);
  // eslint-disable-next-line no-control-regex
  expect(`${properties}${data}`).not.toMatch(/[\u0000-\u001f\u2028]/);
  expect(decodeURIComponent(data).split('\n')).toHaveLength(2);
});
