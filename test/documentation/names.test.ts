import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { falseInCode, falseInMarkdown, falseInMessage, VALUE } from './claims';
import { DEFINITIONS } from './surface';

/** The decisions tell what was so when they were made. */
const pages = ['README.md', ...readdirSync('docs').filter((name) => name.endsWith('.md')).map((name) => join('docs', name))];

test.each(pages)('%s names only commands, options, ids and settings that exist', (page) => {
  expect(falseInMarkdown(readFileSync(page, 'utf8'))).toEqual([]);
});

const examples = readdirSync('examples', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml')).map((name) => join('examples', name));

test.each(examples)('%s runs only commands with options that exist', (file) => {
  expect(falseInCode(readFileSync(file, 'utf8'), false)).toEqual([]);
});

const descriptions = Object.entries(DEFINITIONS).flatMap(([type, { description = '', properties = {} }]) => [
  [type, description] as const, ...Object.entries(properties).map(([key, schema]) => [`${type}.${key}`, schema.description ?? ''] as const),
]);

test.each(descriptions)('what the schema says of %s names only what exists', (_, text) => {
  expect(falseInMarkdown(text)).toEqual([]);
});

/** Folders whose texts a user reads. */
const said = ['src/message', 'src/cli', 'src/mesh', 'src/report'];
const sources = said.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => join(folder, name)))
  // Its one text is a flag of V8.
  .filter((file) => file !== 'src/cli/compiling.ts');

/** The texts of a source file, but for examples of messages, which hold mistakes of readers. */
function texts(file: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'example') return;
    if (ts.isImportDeclaration(node)) return;
    if (ts.isCallExpression(node) && node.expression.getText() === 'commandLine') {
      found.push(`"${node.arguments.map((word) => ts.isStringLiteral(word) ? word.text : VALUE).join(' ')}"`);
      return;
    }
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) found.push(node.text);
    else if (ts.isTemplateExpression(node)) found.push(node.head.text + node.templateSpans.map(({ literal }) => `${VALUE}${literal.text}`).join(''));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
}

test.each(sources)('the texts of %s name only what exists', (file) => {
  expect(texts(file).flatMap(falseInMessage)).toEqual([]);
});

test('messages and their repairs are among these texts', () => {
  const all = sources.flatMap(texts);
  expect(all.filter((text) => text.includes('cdk8s-speedscale check --list-rules')).length).toBeGreaterThan(1);
  expect(all).toContain('leave one of the two out');
});

describe('what does not exist is found:', () => {
  test.each<[string, string, string?]>([
    ['an option', 'Run `check --frobnicate`.'],
    ['an option of another command', 'Run `synth --diff-base DIR`.', '--diff-base'],
    ['an option in a code block', '```sh\ncdk8s-speedscale adopt --frobnicate\n```'],
    ['an option in the second line of a command', '```sh\ncdk8s-speedscale adopt \\\n  --frobnicate\n```'],
    ['an option behind a pipe', '```\nkustomize build . | cdk8s-speedscale check - --frobnicate\n```'],
    ['an option in an indented line', '    npx cdk8s-speedscale check --frobnicate'],
    ['an option in brackets', '| `init [paths] [--frobnicate]` | writes |'],
    ['an option alone', 'With `--frobnicate` it does.'],
    ['a short option', '`check -z FILE`', '-z'],
    ['a value of an option', '`check --format junit`', 'junit'],
    ['one of several values', '`check --format text,json,junit`', 'junit'],
    ['a command', 'Run `cdk8s-speedscale frobnicate`.'],
    ['a command in a workflow', '```yaml\n- run: npx cdk8s-speedscale frobnicate\n```'],
    ['a command with an option', '`frobnicate --write`'],
    ['a command in a list of commands', '`synth`, `frobnicate` and `check` read it.'],
    ['an option of the program', '`cdk8s-speedscale --frobnicate`'],
    ['the id of a rule', 'The rule `egress-host-frobnicated` says so.'],
    ['the id that is explained', '`explain egress-host-frobnicated`'],
    ['the id of a rule to check', '`check --rule egress-host-frobnicated`'],
    ['the id of a rule to leave out', '`check --skip-rule document-not-yaml`', 'document-not-yaml'],
    ['a path in the settings', 'State `istio.frobnicated`.'],
    ['a path in a list of the settings', 'State `spec.namespaces[].capture[].frobnicated`.'],
    ['a value of a setting', 'With `sidecar: frobnicated` it does.'],
    ['a key in a setting', '`manifests: [{ path: deploy/, frobnicated: true }]`'],
  ])('%s', (_, text, word = 'frobnicate') => {
    expect(falseInMarkdown(text)).toEqual([expect.stringContaining(word)]);
  });

  test.each([
    ['an option', 'name it with --frobnicate'],
    ['a command', 'run "cdk8s-speedscale frobnicate"'],
    ['a command with a value of the reader', 'run "cdk8s-speedscale explain … --frobnicate"'],
    ['a command by its name', '"adopt --frobnicate" does that'],
    ['a path in the settings', 'state istio.frobnicated in the settings'],
    ['a fragment of the settings', 'write "manifests: [{ path: deploy/, frobnicated: shop }]"'],
    ['a rule', 'leave out "egress-host-frobnicated"'],
  ])('%s in a message', (_, text) => {
    expect(falseInMessage(text)).toEqual([expect.stringContaining('frobnicate')]);
  });
});

test.each([
  'cdk8s-speedscale check deploy/ --format sarif > out.sarif', 'check --rule export-to-twice', 'kubectl apply --dry-run=server -f FILE', 'istio.hasRootSidecar',
  'cdk8s-speedscale --version', 'cdk8s-speedscale explain POD HOST[:PORT] [paths]', 'synth [-c speedscale.yaml] [-o dist] [--stdout]', 'speedscale.yaml', 'istio.io/rev',
  'sidecar: root', 'proxyType: transparent', 'node_modules/cdk8s-speedscale/schema', 'speedscale.com', 'npm install cdk8s-speedscale', 'git | cdk8s-speedscale check -',
])('%s exists', (code) => {
  expect(falseInCode(code, true)).toEqual([]);
});
