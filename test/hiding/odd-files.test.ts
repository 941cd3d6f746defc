import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Progress } from '../../src/cli/progress';
import { run } from '../../src/cli/run';
import { type } from '../cli/transcript';
import { folderOf } from '../files/folder';

const workload = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: app, image: app }] } }
`;
const settings = (more = '') => `apiVersion: cdk8s-speedscale/v1alpha1
kind: SpeedscaleOnIstio
spec:
  istio: { version: "1.30", outboundTrafficPolicy: REGISTRY_ONLY, hasRootSidecar: false, cni: false }
  speedscale: { namespaceLabels: { istio-injection: enabled } }
  namespaces: [{ name: shop, replay: true, labels: { istio-injection: enabled } }]
${more}`;
const tree = () => folderOf({ 'd/web.yaml': workload });

/** Links that lead to no file, each by what it holds. */
const nowhere: readonly (readonly [string, string])[] = [
  ['nothing', 'gone.yaml'],
  ['itself', 'x.yaml'],
  ['a way through a file', 'web.yaml/x'],
  ['a name that is too long', 'n'.repeat(300)],
  ['an open file of its own process', '/proc/self/fd/1'],
  ['the program of its own process', '/proc/self/exe'],
  ['a device', '/dev/zero'],
  ['a device that blocks', '/dev/tty'],
  ['its working folder, again', '/proc/self/cwd'],
];

test.each(nowhere)('a link to %s is no manifest, and stops no tree', async (_, target) => {
  const folder = tree();
  symlinkSync(target, join(folder, 'd/x.yaml'));
  const { stdout, stderr, exitCode } = await type(`check ${folder}/d`);
  expect([stdout + stderr, exitCode]).toEqual([expect.stringContaining('1 object in 1 file'), 0]);
});

test.each(nowhere.slice(0, 4))('a link to %s that is named is a message', async (_, target) => {
  const folder = tree();
  symlinkSync(target, join(folder, 'd/x.yaml'));
  const { stderr, exitCode } = await type(`check ${folder}/d/x.yaml`);
  expect([stderr, exitCode]).toEqual([expect.stringMatching(/^\S+ {2}error {2}path-/), 2]);
});

test('a pipe and a socket in a folder are passed over, and a link to a pipe is', async () => {
  const folder = tree();
  execFileSync('mkfifo', [join(folder, 'd/pipe.yaml')]);
  symlinkSync('pipe.yaml', join(folder, 'd/link.yaml'));
  expect((await type(`check ${folder}/d`)).exitCode).toBe(0);
});

test('a file without a name, as a shell\'s here-document, is read', async () => {
  const folder = tree();
  const file = openSync(join(folder, 'd/web.yaml'), 'r');
  rmSync(join(folder, 'd/web.yaml'));
  const { stdout, exitCode } = await type(`check /proc/self/fd/${file}`);
  closeSync(file);
  expect([stdout, exitCode]).toEqual([expect.stringContaining('1 object in 1 file'), 0]);
});

describe('synth writes through no link that leads out of the output folder:', () => {
  const withLink = (target: string) => {
    const folder = folderOf({ 'speedscale.yaml': settings(), 'victim.yaml': 'precious\n', 'dist/own.yaml': 'own\n' });
    symlinkSync(target, join(folder, 'dist/speedscale.k8s.yaml'));
    return folder;
  };

  test.each([['synth', '../victim.yaml'], ['synth --check', '../victim.yaml'], ['synth', '../speedscale.yaml'], ['check', '../victim.yaml']])('%s, %s', async (command, target) => {
    const folder = withLink(target);
    const { stdout, stderr, exitCode } = await type(`${command} -c ${folder}/speedscale.yaml`);
    expect([stdout, stderr, exitCode]).toEqual(['', expect.stringContaining('output-leads-elsewhere'), 2]);
    expect(readFileSync(join(folder, 'victim.yaml'), 'utf8')).toBe('precious\n');
  });

  test('an absolute one to a file of the system', async () => {
    const folder = withLink('/etc/hostname');
    expect((await type(`synth -c ${folder}/speedscale.yaml`)).exitCode).toBe(2);
  });

  test('one that leads nowhere is replaced, and what it leads to is not made', async () => {
    const folder = withLink('../made.yaml');
    expect((await type(`synth -c ${folder}/speedscale.yaml`)).exitCode).toBe(0);
    expect(existsSync(join(folder, 'made.yaml'))).toBe(false);
    expect(readFileSync(join(folder, 'dist/speedscale.k8s.yaml'), 'utf8')).toContain('ServiceEntry');
  });

  test('one within the folder stays one', async () => {
    const folder = withLink('own.yaml');
    expect((await type(`synth -c ${folder}/speedscale.yaml`)).exitCode).toBe(0);
    expect(readFileSync(join(folder, 'dist/own.yaml'), 'utf8')).toContain('ServiceEntry');
  });
});

const cli = resolve('bin/cdk8s-speedscale');
(existsSync(resolve('lib')) ? test : test.skip)('a working folder that is gone is a message', () => {
  const folder = folderOf({ 'gone/x': '' });
  const { stdout, stderr, status } = spawnSync('bash', ['-c', `cd ${folder}/gone && rm -r ${folder}/gone && exec ${process.execPath} ${cli} check .`], { encoding: 'utf8' });
  expect([stdout, stderr.includes('defect'), status]).toEqual(['', false, 2]);
});

test('a full disk is named', () => {
  const { stderr } = spawnSync('bash', ['-c', `${process.execPath} ${cli} hosts > /dev/full`], { encoding: 'utf8' });
  expect(stderr).toContain('no space is left');
});

test('files that vanish while they are read are a message', async () => {
  const folder = folderOf({ 'd/a.yaml': workload, 'd/b.yaml': workload.replace('web', 'cart') });
  const vanish = () => existsSync(join(folder, 'd/b.yaml')) && renameSync(join(folder, 'd/b.yaml'), join(folder, 'moved'));
  const progress = { fileRead: vanish, begin: () => undefined, end: () => undefined } as unknown as Progress;
  const { stderr, exitCode } = await run({ argv: ['check', join(folder, 'd')], env: {}, version: '1', stdin: () => Buffer.of(), progress });
  expect([stderr, exitCode]).toEqual([expect.stringContaining('path-not-readable'), 2]);
});

test('a folder that vanishes while it is adopted is a message, and nothing is written', async () => {
  const folder = folderOf({ 'd/a.yaml': workload, 'speedscale.yaml': settings('  manifests: [{ path: d }]\n').replace('replay: true', 'capture: [{ goproxy: {} }]') });
  const vanish = () => { if (existsSync(join(folder, 'd'))) rmSync(join(folder, 'd'), { recursive: true }); };
  const progress = { fileRead: vanish, begin: () => undefined, end: () => undefined } as unknown as Progress;
  const { stdout, stderr, exitCode } = await run({ argv: ['adopt', '--write', '-c', join(folder, 'speedscale.yaml')], env: {}, version: '1', stdin: () => Buffer.of(), progress });
  expect([stdout, stderr.includes('defect'), exitCode]).toEqual(['', false, 2]);
  expect(readdirSync(folder)).toEqual(['speedscale.yaml']);
});

test('a command of a repair is quoted for a shell', async () => {
  const folder = folderOf({ 'it\'s $(here)/kustomization.yaml': 'resources: [web.yaml]\n', 'it\'s $(here)/web.yaml': workload });
  const { stdout } = await run({ argv: ['check', folder], env: {}, version: '1', stdin: () => Buffer.of() });
  const command = /"kustomize build (.*) \| cdk8s-speedscale/.exec(stdout)![1];
  expect(execFileSync('bash', ['-c', `printf %s ${command}`], { encoding: 'utf8' })).toBe(join(folder, 'it\'s $(here)'));
});

test('a folder whose name begins as an option does is no option of the repair', async () => {
  const folder = folderOf({ '-rf/kustomization.yaml': 'resources: [web.yaml]\n', '-rf/web.yaml': workload });
  mkdirSync(join(folder, 'empty'));
  writeFileSync(join(folder, 'empty/a.yaml'), workload);
  const before = process.cwd();
  process.chdir(folder);
  const { stdout } = await type('check .').finally(() => process.chdir(before));
  expect(stdout).toContain('kustomize build ./-rf');
});
