import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Linter } from 'eslint';

interface Config {
  readonly rules: Linter.RulesRecord;
  readonly overrides: readonly { readonly files: readonly string[]; readonly rules: Linter.RulesRecord }[];
}

// Its first line is a comment.
const { overrides, ...base } = JSON.parse(readFileSync(resolve(__dirname, '../../.eslintrc.json'), 'utf8').replace(/^\/\/.*$/gm, '')) as Config;

/** The rules about syntax and imports that hold for a folder, which need no types. */
function rulesOf(folder: string): Linter.RulesRecord {
  const all = [base.rules, ...overrides.filter(({ files }) => files.includes(`src/${folder}/**/*.ts`)).map(({ rules }) => rules)];
  return Object.fromEntries(Object.entries(Object.assign({}, ...all) as Linter.RulesRecord).filter(([name]) => /^no-restricted-/.test(name)));
}

function found(folder: string, code: string): readonly (string | null)[] {
  return new Linter({ configType: 'eslintrc' }).verify(code, { rules: rulesOf(folder), parserOptions: { ecmaVersion: 2022, sourceType: 'module' } })
    .map(({ ruleId }) => ruleId);
}

describe('nothing outside src/istio and src/kubernetes reads or edits a spec', () => {
  test.each([
    ['by a path', 'listAt(object, [\'spec\', \'hosts\']);'],
    ['as a property of an object', 'use(object.spec.hosts);'],
    ['as a property of an entry\'s object', 'use(entry.object.spec);'],
    ['taken apart beside the metadata', 'function of({ metadata, spec }) { return [metadata, spec]; }'],
    ['taken apart from an entry\'s object', 'const { spec } = entry.object;'],
  ])('%s', (_, code) => {
    expect([found('check', code), found('mesh', code), found('istio', code)]).toEqual([['no-restricted-syntax'], ['no-restricted-syntax'], []]);
  });

  test.each(['use(config.spec);', 'use(template.spec.containers);', 'make({ spec: { hosts } });'])('%s is none', (code) => {
    expect(found('mesh', code)).toEqual([]);
  });
});

describe('modules are kept to their folder', () => {
  test.each([['node:fs', 'mesh', 'files'], ['yaml', 'files', 'yaml'], ['commander', 'synth', 'cli'], ['cdk8s', 'cli', 'constructs']])('%s', (module, other, own) => {
    const code = `import '${module}';`;
    expect([found(other, code), found(own, code)]).toEqual([['no-restricted-imports'], []]);
  });
});
