import { Rule } from '../../src/check/rule';
import { RULES } from '../../src/check/rules';
import { catalogue, finding, MessageId } from '../../src/message/catalogue';

/** The reference of the check's rules. */
export function ruleFiles(): Readonly<Record<string, string>> {
  return { 'docs/rules.md': reference() };
}

function reference(): string {
  return [
    '<!-- Generated from src/check/rules by `npm run generate`; never edited. -->',
    '# Rules',
    '',
    'What `cdk8s-speedscale check` looks for ([check.md](check.md) shows the command). Each finding carries one of the ids below, by',
    'which `--rule`, `--skip-rule` and the settings\' `ignore` go. The words are those of an example.',
    '',
    ...RULES.flatMap(section),
  ].join('\n');
}

function section({ ids, what, why, cannotSee, istioctl = [] }: Rule): readonly string[] {
  return [
    `## ${ids[0]}`,
    '',
    what,
    '',
    ...ids.flatMap(example),
    '',
    `- Why: ${why}`,
    `- What it cannot see: ${cannotSee}`,
    ...(istioctl.length > 0 ? [`- \`istioctl analyze\` covers part of it: ${istioctl.join(', ')}.`] : []),
    '',
  ];
}

function example(id: MessageId): readonly string[] {
  const { severity, fact, fix } = finding(id, catalogue[id].example as never);
  return [`- \`${id}\` (${severity}): ${escaped(fact)}.`, `  Repair: ${escaped(fix)}.`];
}

/** Words of a message as Markdown takes them for words. */
function escaped(text: string): string {
  return text.replace(/[*<>]/g, (sign) => `\\${sign}`).replaceAll('\n', ' ');
}
