import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Testing } from 'cdk8s';
import { ReplayTarget, SpeedscaleOnIstio, TrafficReplay } from '../../src';
import { Outcome } from '../../src/cli/invocation';
import { run } from '../../src/cli/run';
import { shownDiff } from '../../src/cli/show-diff';
import { commandLine } from '../../src/message/command-line';
import { folderOf } from '../files/folder';

/** What may be in a name, an annotation or a path, and must reach no terminal and no log of a CI system. */
const HOSTILE = 'x\u001b]52;c;ZXZpbA==\u0007\u001b[2J\r\n::stop-commands::pwn\n##[error]y\u0085\u2028::error::z\u202e\u2066\u007f';
const IN_YAML = JSON.stringify(HOSTILE).replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** What is left of a text that no person should see. */
function unfit(text: string): readonly string[] {
  // eslint-disable-next-line no-control-regex
  return [...text.matchAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|^\s*::.*|##\[.*/gm)].map(([found]) => found);
}

const words = (...argv: readonly string[]) => (more: Partial<Parameters<typeof run>[0]> = {}): Promise<Outcome> =>
  run({ argv, env: {}, version: '1.2.3', stdin: () => Buffer.of(), ...more });

const settings = `apiVersion: cdk8s-speedscale/v1alpha1
kind: SpeedscaleOnIstio
spec:
  istio: { cni: true, hasRootSidecar: false }
  namespaces: [{ name: shop, labels: { istio-injection: enabled }, capture: [{ goproxy: {} }] }]
  manifests: [{ path: "::error::m" }]
`;
const workload = (name: string, annotations = '{}') => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop, annotations: ${annotations} }
spec: { selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web }] } } }
`;
const sidecar = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: ${IN_YAML}, namespace: shop }
spec: { egress: [{ hosts: ["bad host/*", ${IN_YAML}] }] }
`;

/** A repository whose folder, files, names and values are hostile. */
function repository(): string {
  const folder = folderOf({ 'speedscale.yaml': settings });
  const manifests = join(folder, '::error::m');
  mkdirSync(manifests);
  writeFileSync(join(manifests, '::warning::\u001b[2J\nw.yaml'), `${workload(IN_YAML)}---\n${workload('web', `{ sidecar.speedscale.com/cpu-limit: ${IN_YAML}, sidecar.speedscale.com/z: x }`)}`);
  writeFileSync(join(manifests, 's.yaml'), sidecar);
  writeFileSync(join(manifests, 't.yaml'), 'a: {{ b }');
  return folder;
}

/** Runs in a folder, since paths are printed as they were typed. */
async function within<T>(folder: string, what: () => Promise<T>): Promise<T> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return await what();
  } finally {
    process.chdir(before);
  }
}

describe('nothing of the input reaches a terminal, or a CI system as a command', () => {
  test.each<[string, readonly string[]]>([
    ['check', ['check', '::error::m', '--verbose']],
    ['check with settings', ['check', '-c', 'speedscale.yaml', '--verbose']],
    ['adopt', ['adopt', '-c', 'speedscale.yaml']],
    ['adopt --write', ['adopt', '-c', 'speedscale.yaml', '--write']],
    ['synth', ['synth', '-c', 'speedscale.yaml', '-o', '::error::out\u001b']],
    ['init', ['init', '::error::m', '-o', '::error::\u001b.yaml']],
    ['explain', ['explain', `shop/${HOSTILE}`, 'app.speedscale.com', '::error::m']],
    ['explain of a namespace', ['explain', HOSTILE, 'app.speedscale.com', '::error::m', '--labels', `${HOSTILE}=${HOSTILE}`]],
    ['explain of a host', ['explain', 'shop/web', '\u001b.example.com', '::error::m']],
    ['hosts', ['hosts', '--region', HOSTILE]],
    ['a path that is not there', ['check', HOSTILE]],
    ['a file of settings that is not there', ['synth', '-c', HOSTILE]],
    ['an unknown option', ['check', `--${HOSTILE}`]],
    ['an unknown command', [HOSTILE]],
    ['a value that an option does not take', ['check', '--format', HOSTILE]],
    ['an option that is close to a known one', ['check', '--formt\u001b', '.']],
    ['an unknown rule', ['check', '--rule', HOSTILE, '.']],
  ])('%s', async (_, argv) => {
    // A diff that goes elsewhere is exact: below.
    const { stdout, stderr } = await within(repository(), () => words(...argv)({ isTerminal: argv[0] === 'adopt' }));
    expect(`${stdout}${stderr}`).not.toBe('');
    expect([unfit(stdout), unfit(stderr)]).toEqual([[], []]);
  });

  test('check --format github prints its own commands alone', async () => {
    const { stdout } = await within(repository(), words('check', '::error::m', '--format', 'github'));
    const lines = stdout.trimEnd().split('\n');
    const commands = lines.filter((line) => line.startsWith('::'));
    expect([commands.length > 1, commands.filter((line) => !/^::(?:error|warning|notice) (?:file=|title=)/.test(line))]).toEqual([true, []]);
    expect(unfit(lines.map((line) => line.replace(/^::/, '')).join('\n'))).toEqual([]);
  });

  test('a suggestion is on its line all the same', async () => {
    expect((await words('check', '--formt')()).stderr).toBe('error: unknown option \'--formt\'\n(Did you mean --format?)\n');
  });

  test.each(['json', 'sarif'])('%s keeps the text, in its own escapes', async (format) => {
    const { stdout } = await within(repository(), words('check', '::error::m', '--format', format));
    expect(stdout.split('\n').filter((line) => line.trimStart().startsWith('::'))).toEqual([]);
    expect(JSON.stringify(JSON.parse(stdout))).toContain(JSON.stringify(`shop/${HOSTILE}`).slice(1, -1));
  });

  test('errors and warnings of constructs', () => {
    const chart = new Chart(new App(), 'c', { namespace: 'shop' });
    const messageOf = (call: () => unknown) => {
      try {
        call();
      } catch (error) {
        return (error as Error).message;
      }
      throw new Error('nothing was thrown');
    };
    expect(unfit(messageOf(() => new SpeedscaleOnIstio(chart, 'a', { speedscale: { region: HOSTILE } })))).toEqual([]);
    expect(unfit(messageOf(() => new TrafficReplay(chart, 'b', { snapshotId: 'x', testConfigId: 'y', timeout: HOSTILE })))).toEqual([]);
    const workloads = [{ target: ReplayTarget.named('web'), tests: [HOSTILE, HOSTILE] }];
    expect(unfit(messageOf(() => new TrafficReplay(chart, 'c', { snapshotId: 'x', testConfigId: 'y', workloads })))).toEqual([]);
    const { warnings } = new TrafficReplay(Testing.chart(), 'd', { metadata: { namespace: 'shop' }, snapshotId: 'x', testConfigId: 'y', ttlAfterReady: '1h' });
    expect([warnings.length, warnings.flatMap(unfit)]).toEqual([1, []]);
  });
});

test('a command that is told holds any name on one line, as a shell takes it', () => {
  const line = commandLine('printf', '%s', `it's ${HOSTILE}\\`);
  expect(unfit(line)).toEqual([]);
  expect(spawnSync('bash', ['-c', line], { env: { LC_ALL: 'C.UTF-8', PATH: process.env.PATH } }).stdout.toString()).toBe(`it's ${HOSTILE}\\`);
});

describe('a diff', () => {
  const diff = '--- a/x\n+++ b/x\n@@ -1,2 +1,3 @@\n a: |\n   ::error::x\n+\tb: \u001b[2J\r\n';

  test('is printed byte for byte', () => {
    expect(shownDiff(diff, { env: {} })).toBe(diff);
    expect(shownDiff('', { env: { GITHUB_ACTIONS: 'true' }, isTerminal: true })).toBe('');
  });

  test('is escaped on a terminal, but for its lines and tabs', () => {
    expect(shownDiff(diff, { env: {}, isTerminal: true })).toBe('--- a/x\n+++ b/x\n@@ -1,2 +1,3 @@\n a: |\n   \\u003a:error::x\n+\tb: \\u001b[2J\\r\n');
  });

  const hasGit = spawnSync('git', ['--version']).status === 0;

  (hasGit ? test : test.skip)('holds no command for GitHub Actions, and is applied with what stands around it', async () => {
    const manifest = `${workload('web')}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: web, namespace: shop }\ndata:\n  x: |\n::error::x\n`.replace('\n::error::x', '\n    ::error::x');
    const folder = folderOf({ 'speedscale.yaml': settings.replace('::error::m', 'm.yaml'), 'm.yaml': manifest });
    const { stdout } = await within(folder, () => words('adopt', '-c', 'speedscale.yaml')({ env: { GITHUB_ACTIONS: 'true' } }));
    const [, token] = /^::stop-commands::(\w+)\n/.exec(stdout)!;
    expect(stdout.endsWith(`\n::${token}::\n`)).toBe(true);
    expect(stdout.split(token)).toHaveLength(3);
    expect(spawnSync('git', ['-C', folder, 'apply', '-'], { input: stdout }).status).toBe(0);
    expect(readFileSync(join(folder, 'm.yaml'), 'utf8')).toContain('sidecar.speedscale.com/inject: "true"');
  });
});
