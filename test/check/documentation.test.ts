import { readFileSync } from 'node:fs';
import { ruleFiles } from '../../scripts/generate/rules';
import { RULE_IDS } from '../../src/check/rules';

test.each(Object.entries(ruleFiles()))('%s is what the rules make of it', (path, text) => {
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('every id of a rule is documented', () => {
  const text = readFileSync('docs/rules.md', 'utf8');
  expect(RULE_IDS.filter((id) => !text.includes(`\`${id}\` (`))).toEqual([]);
});
