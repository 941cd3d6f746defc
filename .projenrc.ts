import { cdk, javascript, JsonPatch } from 'projen';
import { boundaries } from './projenrc/boundaries';

const repository = 'https://github.com/cdk8s-speedscale/cdk8s-speedscale';

/** TypeScript that is run from its source and never packed. */
const tools = ['bench', 'examples', 'scripts'];

const project = new cdk.JsiiProject({
  name: 'cdk8s-speedscale',
  description: 'Speedscale in an Istio mesh, from Git: cdk8s constructs, a synthesizer, and edits to manifests that already exist',
  repositoryUrl: `${repository}.git`,
  homepage: repository,
  author: 'The cdk8s-speedscale authors',
  authorAddress: 'maintainers@cdk8s-speedscale.dev',
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk8s-speedscale authors',
  // Construct Hub lists a package by the keyword cdk8s; projen itself adds only cdk.
  keywords: ['cdk8s', 'kubernetes', 'istio', 'service-mesh', 'speedscale', 'gitops', 'serviceentry', 'egress'],
  defaultReleaseBranch: 'main',
  minNodeVersion: '20.0.0',
  majorVersion: 0,
  packageManager: javascript.NodePackageManager.NPM,

  // imports/ stands beside src/, so the compiler's root is the repository: docs/decisions/0001-imports-beside-src.md
  // What is loaded is one file, bundled from what jsii compiles: docs/decisions/0005-one-file-to-load.md
  entrypoint: 'lib/index.js',
  tsconfig: { compilerOptions: { rootDir: '.', resolveJsonModule: false }, include: ['imports/**/*.ts'] },
  tsconfigDevFile: 'tsconfig.dev.json',
  // The examples import the package by its name, as their reader will.
  tsconfigDev: { compilerOptions: { rootDir: '.', paths: { 'cdk8s-speedscale': ['./src/index.ts'] } }, include: ['.projenrc.ts'] },
  typescriptVersion: '~6.0',
  jsiiVersion: '~6.0',
  docgen: true,

  peerDeps: ['cdk8s@^2.68.12', 'cdk8s-plus-27@^2.9', 'constructs@^10.3'],
  devDeps: [
    // Their code is packed in lib/, so that the package depends on its peers alone: docs/decisions/0004-dependencies.md
    'yaml@2.9.1', 'commander@^14',
    'ajv@^8', 'cdk8s-cli@^2.207', 'cdk8s-plus-32@^2', 'esbuild@^0.28', 'fast-check@^4', 'ts-json-schema-generator@~2.9', 'tsx@^4', '@types/node@^20',
    // The floor of the benchmarks, and no part of the package.
    'js-yaml@5.5.0',
    '@microsoft/jest-sarif@1.0.0-beta.0', 'recheck@4.5.0',
  ],

  jest: true,
  // projen's defaults update snapshots while testing and pass without tests: here a test can fail, and edits nothing.
  jestOptions: {
    jestVersion: '^30',
    passWithNoTests: false,
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: { collectCoverage: false, moduleNameMapper: { '^cdk8s-speedscale$': '<rootDir>/src' } },
    configFilePath: 'jest.config.json',
  },
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', ...tools],
    projectService: false,
    tsconfigPath: './tsconfig.dev.json',
    commandOptions: { fix: false },
    ignorePatterns: ['imports/', '*.js', '*.d.ts', 'node_modules/', 'lib/', 'dist/'],
  },
  typecheckTests: true,
  projenrcTs: true,

  github: false,
  depsUpgrade: false,
  release: false,
  package: false,
  sampleCode: false,
  publishToPypi: { distName: 'cdk8s-speedscale', module: 'cdk8s_speedscale' },
  publishToMaven: { javaPackage: 'io.github.cdk8s_speedscale', mavenGroupId: 'io.github.cdk8s-speedscale', mavenArtifactId: 'cdk8s-speedscale' },
  publishToGo: { moduleName: 'github.com/cdk8s-speedscale/cdk8s-speedscale-go' },
  npmignoreEnabled: false,
});

project.package.addField('bin', { 'cdk8s-speedscale': 'bin/cdk8s-speedscale' });
project.addFields({ types: 'lib/src/index.d.ts' });
// What a user's machine needs, and no more: npm itself adds package.json, README.md and LICENSE.
project.addFields({ files: ['.jsii', 'bin/', 'lib/', 'schema/'] });
// jest 30 pulls unrs-resolver 1.13.0, whose platform bindings exist only up to 1.12.2: npm ci refuses that lock.
project.package.addPackageResolutions('unrs-resolver@1.12.2');

// The reserved-word warnings of jsii are findings about public names in Python, Java and Go: they stay visible.
project.compileTask.reset('jsii');
project.compileTask.exec('tsx scripts/bundle.ts');
// /lib is not in git: after npm ci alone, bin/ must work. A consumer installs the packed lib/ and runs no prepare.
project.setScript('prepare', 'npm run --silent compile');

// After projen's own lines, which include all of /test/ again.
project.gitignore.exclude('/examples/*/dist/', '/test/oracle/.bin/', '/test/yaml/judge/.bin/', '/bench/.work/', '*.tgz', '.DS_Store');
// The manifests that Argo CD applies are committed: docs/argocd.md
project.gitignore.include('/examples/argocd/dist/');

project.addTask('import', { exec: 'tsx scripts/import.ts', receiveArgs: true, description: 'Generates imports/ from the CustomResourceDefinitions of Istio and Speedscale' });

project.addTask('synth', { exec: 'tsx scripts/synth-examples.ts', description: 'Renders the examples by cdk8s synth, and says what it wrote' });
project.addTask('generate', { exec: 'tsx scripts/generate.ts', receiveArgs: true, description: 'Writes what is derived from the tables: the schema of the settings, option types, docs' });
project.addTask('oracle', { exec: 'tsx test/oracle/run.ts', receiveArgs: true, description: 'Compares the egress decision with Istio itself; needs Go (test/oracle/README.md)' });
project.addTask('judge', { exec: 'tsx test/yaml/judge/run.ts', receiveArgs: true, description: 'Compares how YAML is read with how kubectl reads it; needs Go' });
project.addTask('fuzz', { exec: 'tsx test/fuzz.ts', receiveArgs: true, description: 'The property tests over many more documents, seeded' });
project.addTask('kills', { exec: 'tsx test/kills.ts', receiveArgs: true, description: 'Kills adopt --write at many moments, and looks at each file; needs lib/' });
project.addTask('bench', { exec: 'tsx bench/run.ts', receiveArgs: true, description: 'Times whole processes against their peers' });

boundaries(project);

project.tryFindObjectFile('package.json')?.patch(JsonPatch.add('/publishConfig', { access: 'public' }));
project.synth();
