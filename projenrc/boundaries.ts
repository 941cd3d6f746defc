import { cdk } from 'projen';

/**
 * The floors of the house (docs/architecture.md), lowest first. A folder may import from folders on lower floors, never
 * from its own floor's neighbours or from above.
 */
const floors: readonly (readonly string[])[] = [
  ['message'],
  ['speedscale', 'kubernetes'],
  ['yaml', 'istio'],
  ['settings'],
  ['mesh'],
  ['calls'],
  ['check'],
  ['files', 'report'],
  ['constructs'],
  ['pipeline', 'synth'],
  ['cli'],
];

/** Folders that may touch the machine; everything else is pure. */
const edge = ['files', 'cli'];

/** Modules that only the named folder may load, and why. */
const keptTo: readonly { readonly modules: readonly string[]; readonly folders: readonly string[]; readonly why: string }[] = [
  { modules: ['fs', 'node:fs', 'node:fs/promises', 'process', 'node:process', 'child_process', 'node:child_process'], folders: edge, why: 'only the edge touches the machine' },
  { modules: ['js-yaml', 'yaml'], folders: ['yaml'], why: 'one reader decides what a manifest means' },
  { modules: ['commander'], folders: ['cli'], why: 'one command line' },
  { modules: ['cdk8s', 'cdk8s-plus-27', 'constructs'], folders: ['constructs'], why: 'the file path must not load cdk8s' },
];

/** The folders that read no object's spec by themselves: src/istio and src/kubernetes answer for it. */
const askingFolders = floors.flat().filter((folder) => !['message', 'speedscale', 'kubernetes', 'yaml', 'istio', 'settings'].includes(folder));

/** How a spec would be read or edited. */
const readingSpecs = [
  'ArrayExpression > Literal:first-child[value="spec"]',
  'MemberExpression[property.name="spec"][object.name="object"]',
  'MemberExpression[property.name="spec"][object.property.name="object"]',
  'ObjectPattern:has(> Property[key.name="metadata"]) > Property[key.name="spec"]',
  'VariableDeclarator[init.property.name="object"] > ObjectPattern > Property[key.name="spec"]',
].map((selector) => ({ selector, message: 'src/istio alone reads and edits the fields of Istio\'s objects, src/kubernetes those of workloads' }));

/** Lint rules that hold the import directions of docs/architecture.md. */
export function boundaries(project: cdk.JsiiProject): void {
  const eslint = project.eslint!;
  const folders = floors.flat();
  const upward = floors.flatMap((floor, level) =>
    floor.map((folder) => ({
      target: `./src/${folder}`,
      from: [...floors.slice(level).flat().filter((other) => other !== folder).map((other) => `./src/${other}`), './src/index.ts'],
      message: `src/${folder} stands below: imports go downwards only (docs/architecture.md)`,
    })));
  const generated = folders.filter((folder) => !['constructs', 'istio'].includes(folder)).map((folder) => ({
    target: `./src/${folder}`,
    from: './imports',
    message: 'src/istio/manifests.ts has the types of Istio\'s specs, and only src/constructs may load a generated class',
  }));
  eslint.addRules({
    'import/no-cycle': ['error'],
    'import/no-restricted-paths': ['error', { zones: [...upward, ...generated] }],
    '@stylistic/max-len': ['error', { code: 150, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }],
  });
  eslint.addOverride({
    files: ['src/istio/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', {
        patterns: [{ group: ['**/imports/*'], allowTypeImports: true, message: 'types alone: the generated classes load cdk8s' }],
      }],
    },
  });
  // Packed in lib/, they are development dependencies.
  eslint.allowDevDeps('src/yaml/**');
  eslint.allowDevDeps('src/cli/**');
  for (const folder of folders) {
    const forbidden = keptTo.filter((rule) => !rule.folders.includes(folder));
    eslint.addOverride({
      files: [`src/${folder}/**/*.ts`],
      rules: {
        'no-restricted-imports': ['error', {
          paths: forbidden.flatMap((rule) => rule.modules.map((name) => ({ name, message: rule.why }))),
        }],
        ...(askingFolders.includes(folder) ? { 'no-restricted-syntax': ['error', ...readingSpecs] } : {}),
        ...(edge.includes(folder) ? {} : {
          'no-restricted-globals': ['error', { name: 'process', message: 'only the edge touches the machine' }],
        }),
      },
    });
  }
}
