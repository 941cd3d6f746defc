import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { manifest, plainWays, program, publicNames, runWay, synthesize, tools, Way, ways } from './ways';

/** In bytes, as npm downloads it. */
const MOST_PACKED = 600_000;

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

let folder: string;
let packed: Packed;
/** The package as npm would install it, with its peers and the tools. */
let nodeModules: string;
let installed: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-speedscale-packed-'));
  // lib/ is what the last `npm run compile` made; npm ci compiles.
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const answer = JSON.parse(execFileSync('npm', pack, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) as readonly Packed[] | Readonly<Record<string, Packed>>;
  // npm 12 answers with a map by name.
  [packed] = Object.values(answer);
  nodeModules = linked('all', ['cdk8s', 'cdk8s-plus-27', 'constructs', ...tools]);
  installed = join(nodeModules, 'cdk8s-speedscale');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A node_modules with the package unpacked in it, and links to others. */
function linked(name: string, others: readonly string[]): string {
  const modules = join(folder, name, 'node_modules');
  mkdirSync(modules, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, packed.filename), '-C', modules]);
  execFileSync('mv', [join(modules, 'package'), join(modules, 'cdk8s-speedscale')]);
  for (const other of others) {
    mkdirSync(dirname(join(modules, other)), { recursive: true });
    symlinkSync(resolve('node_modules', other), join(modules, other));
  }
  return modules;
}

describe('what is packed', () => {
  test('it is at most 600 kB', () => {
    expect(packed.size).toBeLessThanOrEqual(MOST_PACKED);
  });

  test('it is what a user\'s machine needs, and no more', () => {
    const kinds = new Set(packed.files.map(({ path }) => path.replace(/^lib\/src\/.*\.d\.ts$/, 'lib/src/**/*.d.ts')));
    expect([...kinds].sort()).toEqual([
      '.jsii', 'LICENSE', 'README.md', 'bin/cdk8s-speedscale', 'lib/cli.js', 'lib/index.js', 'lib/src/**/*.d.ts', 'lib/yaml.js', 'package.json',
      'schema/speedscale.v1alpha1.json',
    ]);
  });

  test('it depends on its peers alone', () => {
    const { dependencies, bundledDependencies, optionalDependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Readonly<Record<string, unknown>>;
    expect([dependencies, bundledDependencies, optionalDependencies]).toEqual([undefined, undefined, undefined]);
  });

  test('packages whose code is in it are those of decision 0004, each with its licence', () => {
    const code = readdirSync(join(installed, 'lib')).filter((file) => file.endsWith('.js')).map((file) => readFileSync(join(installed, 'lib', file), 'utf8')).join('');
    const named = [...code.matchAll(/^\/\*\n(\S+) \d+\.\d+\.\d+\n/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual(['commander', 'yaml']);
    for (const name of named) {
      expect(code).toContain(readFileSync(join('node_modules', name, 'LICENSE'), 'utf8').trim());
      expect(readFileSync('docs/decisions/0004-dependencies.md', 'utf8')).toMatch(new RegExp(`^\\| ${name} .*\\| packed`, 'm'));
    }
  });
});

describe('each public name is there, and works', () => {
  test.each(ways)('by $name', (way) => {
    const { stdout, error, manifests } = runWay(way, program(way, publicNames(installed), synthesize), nodeModules);
    expect([stdout, error]).toEqual(['\n', '']);
    expect(manifests).toContain('kind: ServiceEntry');
    expect(manifests).toContain('cdk8s-speedscale/copied-from: istio-system/default');
    expect(manifests).toContain('sidecar.speedscale.com/inject: "true"');
  }, 60_000);

  test.each(plainWays)('a name that the package does not have is not found by $name', (way) => {
    const { stdout, error } = runWay(way, program(way, ['NoSuchName'], ''), nodeModules);
    expect(stdout + error).toContain('NoSuchName');
  });

  test('the command works', () => {
    const check = [join(installed, 'bin/cdk8s-speedscale'), 'check', '-'];
    expect(execFileSync(process.execPath, check, { input: manifest, encoding: 'utf8' })).toContain('\n1 object in 1 file: ');
  });
});

describe('without cdk8s-plus-27', () => {
  const run = (way: Way, names: readonly string[], body: string) =>
    runWay(way, program(way, names, body), linked(`without-plus-${way.name}-${names.length}`, ['cdk8s', 'constructs']));

  test.each(plainWays)('what does not extend its classes works, by $name', (way) => {
    const body = synthesize.replace(/^new CapturedDeployment.*$/m, 'new GoproxyCapture();');
    const { stdout, error, manifests } = run(way, ['GoproxyCapture', 'MeshContext', 'SpeedscaleOnIstio'], body);
    expect([stdout, error]).toEqual(['\n', '']);
    expect(manifests).toContain('kind: ServiceEntry');
  });

  test('a class that extends one of its own says what is missing', () => {
    expect(run(plainWays[0], ['CapturedDeployment'], '').error).toContain('Cannot find module \'cdk8s-plus-27\'');
  });
});
