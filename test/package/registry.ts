/**
 * Installs the packed package as its users do, with the oldest and the newest peers, and loads it in each way on each version of node:
 * `npx tsx test/package/registry.ts`. Needs the npm registry. `package.test.ts` asks the same of the peers that are installed here.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifest, program, publicNames, runWay, synthesize, tools, ways } from './ways';

/** The versions of node that are supported, each by npm's package `node`. */
const NODES = ['20', '22', '24'];

interface Manifest {
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const { peerDependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const peers = Object.keys(peerDependencies);
/** The development dependencies are the oldest of each range, so that what is compiled here needs no more. */
const oldest = peers.map((name) => `${name}@${devDependencies[name]}`);
const newest = peers.map((name) => `${name}@${peerDependencies[name]}`);

/** Installs packages in a folder of their own, and gives its node_modules. */
function install(folder: string, packages: readonly string[]): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{}');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...packages], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return join(folder, 'node_modules');
}

function versionOf(nodeModules: string, name: string): string {
  return (JSON.parse(readFileSync(join(nodeModules, name, 'package.json'), 'utf8')) as { readonly version: string }).version;
}

/** What failed with these peers, in words. */
function failures(nodeModules: string, nodes: readonly string[]): readonly string[] {
  const installed = join(nodeModules, 'cdk8s-speedscale');
  const names = publicNames(installed);
  const own = readdirSync(installed).includes('node_modules') ? ['npm installed dependencies of its own'] : [];
  return [...own, ...nodes.flatMap((node) => {
    const command = execFileSync(node, [join(nodeModules, '.bin/cdk8s-speedscale'), 'check', '-'], { input: manifest, encoding: 'utf8' });
    const outcomes = ways.map((way) => ({ way, ...runWay(way, program(way, names, synthesize), nodeModules, node) }));
    const failed = outcomes.filter(({ stdout, manifests }) => stdout !== '\n' || !manifests.includes('kind: ServiceEntry'));
    return [
      ...(command.includes('1 object in 1 file: ') ? [] : [`${node}: the command printed ${command}`]),
      ...failed.map(({ way, stdout, error }) => `${node}, by ${way.name}: ${stdout}${error}`),
    ];
  })];
}

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-speedscale-registry-'));
  try {
    execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { stdio: 'ignore' });
    const tarball = join(folder, readdirSync(folder).find((file) => file.endsWith('.tgz'))!);
    const nodes = NODES.map((version) => join(install(join(folder, `node-${version}`), [`node@${version}`]), 'node/bin/node'));
    const of = nodes.map((node) => execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()).join(', ');
    const withTools = tools.map((name) => `${name}@${devDependencies[name]}`);
    for (const [title, versions] of [['oldest', oldest], ['newest', newest]] as const) {
      const nodeModules = install(join(folder, title), [tarball, ...versions, ...withTools]);
      const failed = failures(nodeModules, nodes);
      const found = peers.map((name) => `${name} ${versionOf(nodeModules, name)}`).join(', ');
      process.stdout.write(`${failed.length === 0 ? 'works' : 'FAILS'} with ${found}; node ${of}; by ${ways.map(({ name }) => name).join(', ')}\n`);
      failed.forEach((failure) => process.stdout.write(`  ${failure}\n`));
      if (failed.length > 0) process.exitCode = 1;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
