import { readFileSync } from 'node:fs';
import { ruleFiles } from '../../scripts/generate/rules';
import { RULE_IDS } from '../../src/check/rules';
import { NOT_ENFORCED_REASONS, UNKNOWN_REASONS } from '../../src/istio/egress/verdict';

test.each(Object.entries(ruleFiles()))('%s is what the rules make of it', (path, text) => {
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('every id of a rule is documented', () => {
  const text = readFileSync('docs/rules.md', 'utf8');
  expect(RULE_IDS.filter((id) => !text.includes(`\`${id}\` (`))).toEqual([]);
});

test.each([['unknown', UNKNOWN_REASONS], ['not-enforced', NOT_ENFORCED_REASONS]])('each reason for which a verdict is %s is documented, and no other', (outcome, reasons) => {
  const [, table] = readFileSync('docs/egress.md', 'utf8').split(`| reason of \`${outcome}\` |`);
  expect([...table.split('\n\n')[0].matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, reason]) => reason)).toEqual([...reasons]);
});
