import { existsSync, readFileSync } from 'node:fs';
import { RULE_IDS } from '../../src/check/rules';
import { areaOf } from '../../src/message/areas';
import { IDS, meaningOf } from '../../src/report/meaning';

test.each(IDS)('%s says what it is about, why, and shows an example and its fix', (id) => {
  const { what, why, example: { fact, fix } } = meaningOf(id);
  expect([what, why].filter((sentence) => !/^\S.*\.$/s.test(sentence))).toEqual([]);
  expect([fact, fix].filter((words) => words === '')).toEqual([]);
});

test('every id that no rule describes belongs to an area', () => {
  expect(IDS.filter((id) => !RULE_IDS.includes(id) && areaOf(id) === undefined)).toEqual([]);
});

test('every page that is named exists, with the heading', () => {
  const missing = IDS.map((id) => meaningOf(id).page.split('#')).filter(([page, heading]) =>
    !existsSync(page) || (heading !== undefined && !readFileSync(page, 'utf8').includes(`\n## ${heading}\n`)));
  expect(missing).toEqual([]);
});

test('a rule tells what it cannot see; a message of the reader is no rule', () => {
  expect(meaningOf('egress-host-not-imported')).toMatchObject({ isRule: true, severity: 'error', cannotSee: expect.stringMatching(/\.$/) });
  expect(meaningOf('document-not-yaml')).toMatchObject({ isRule: false, severity: 'error' });
  expect(meaningOf('document-not-yaml').cannotSee).toBeUndefined();
});
