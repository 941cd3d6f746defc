import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type } from './transcript';
import { folderOf } from '../files/folder';

const project = process.cwd();
afterEach(() => process.chdir(project));

/** Works in a copy of the example, as its user would: without a path or a settings file named. */
function inShop(files: Readonly<Record<string, string>> = {}, without: readonly string[] = []): void {
  const folder = folderOf({});
  cpSync(join(project, 'examples/shop'), folder, { recursive: true });
  [...without, 'dist'].forEach((path) => rmSync(join(folder, path), { recursive: true, force: true }));
  process.chdir(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

const output = 'dist/speedscale.k8s.yaml';
const entry = (title: string, hosts: readonly string[], more = '') => {
  const [namespace, name] = title.split('/');
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  hosts: ${JSON.stringify(hosts)}
  location: MESH_EXTERNAL
  ports: [{ name: https, number: 443, protocol: TLS }]
  resolution: NONE
${more}`;
};
const speedscale = ['app.speedscale.com', 'downloads.speedscale.com'];
const aws = ['firehose', 'sqs', 'sns', 's3', '*.s3', 'sts', 'monitoring'].map((name) => `${name}.us-east-1.amazonaws.com`);
const all = [...speedscale, ...aws, 'sts.amazonaws.com'];

describe('the journey of a newcomer', () => {
  test('synth, adopt --write and check end with every call allowed, and no command sends the user in a circle', async () => {
    inShop();
    const synth = await type('synth');
    expect([synth.exitCode, synth.stdout]).toEqual([0, '']);
    expect(synth.stderr).toMatch(/^23 calls: 23 allowed, 0 blocked, 0 unknown$/m);
    expect(synth.stderr).toMatch(/^next: cdk8s-speedscale adopt$/m);
    const shown = await type('adopt');
    expect(shown.stderr).toMatch(/^next: cdk8s-speedscale adopt --write$/m);
    const adopt = await type('adopt --write');
    expect(adopt.exitCode).toBe(0);
    expect(adopt.stderr).toMatch(/^23 calls: 23 allowed, 0 blocked, 0 unknown$/m);
    expect(adopt.stderr).toMatch(/^next: cdk8s-speedscale check$/m);
    const check = await type('check');
    expect([check.exitCode, check.stderr]).toEqual([0, '']);
    expect(check.stdout).toMatch(/: no findings\n23 calls: 23 allowed, 0 blocked, 0 unknown\nhosts outside the cluster are served by ServiceEntry speedscale\/speedscale-external-svc-https\n$/);
  });

  test('init drafts settings with which the same commands end alike', async () => {
    inShop({}, ['speedscale.yaml', 'cdk8s.yaml']);
    for (const command of ['init', 'synth', 'adopt --write']) expect([command, (await type(command)).exitCode]).toEqual([command, 0]);
    const { stdout, exitCode } = await type('check');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^11 calls: 11 allowed, 0 blocked, 0 unknown$/m);
  });

  test('adopt may come first: it sends to synth, and the calls that synth has still to open count as blocked', async () => {
    inShop();
    const { stderr } = await type('adopt --write');
    expect(stderr).toMatch(/^23 calls: 0 allowed, 23 blocked, 0 unknown$/m);
    expect(stderr).toMatch(/^next: cdk8s-speedscale synth$/m);
  });

  test('a second run of each command changes nothing and points to check', async () => {
    inShop();
    await type('synth');
    await type('adopt --write');
    const before = [readFileSync(output, 'utf8'), readFileSync('deploy/checkout.yaml', 'utf8')];
    const [synth, adopt] = [await type('synth'), await type('adopt --check')];
    expect([synth.exitCode, adopt.exitCode, adopt.stdout]).toEqual([0, 0, '']);
    for (const { stderr } of [synth, adopt]) expect(stderr).toMatch(/^next: cdk8s-speedscale check$/m);
    expect([readFileSync(output, 'utf8'), readFileSync('deploy/checkout.yaml', 'utf8')]).toEqual(before);
  });

  test('explain reads the settings and the output too', async () => {
    inShop();
    await type('synth');
    const { stdout } = await type('explain speedscale app.speedscale.com');
    expect(stdout).toContain('-> app.speedscale.com:443 (TLS): allowed');
  });
});

describe('the output', () => {
  const withOutput = () => `${readFileSync('speedscale.yaml', 'utf8')}  output: rendered\n`;

  test('stands in the folder that the settings name, from theirs, where every command looks for it', async () => {
    inShop();
    mkdirSync('settings');
    writeFileSync('settings/mesh.yaml', withOutput().replace('path: deploy/', 'path: ../deploy/'));
    await type('synth -c settings/mesh.yaml');
    expect(existsSync('settings/rendered/speedscale.k8s.yaml')).toBe(true);
    expect((await type('check -c settings/mesh.yaml')).stdout).toMatch(/^23 calls: 23 allowed/m);
    expect((await type('adopt -c settings/mesh.yaml --write')).stderr).toMatch(/^next: cdk8s-speedscale check -c settings\/mesh\.yaml$/m);
  });

  test('is read once where the manifests hold it too', async () => {
    inShop({ 'speedscale.yaml': readFileSync('examples/shop/speedscale.yaml', 'utf8').replace('path: deploy/', 'path: .') });
    await type('synth');
    const { stdout, exitCode } = await type('check');
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/: 1 warning\n23 calls: 23 allowed/)]);
    expect((await type('adopt')).stdout).not.toContain('dist/');
  });

  test('comes in place of what a dump of the cluster holds under the same names', async () => {
    const settings = readFileSync('examples/shop/speedscale.yaml', 'utf8').replace('  manifests:', '  context: [{ path: cluster.yaml }]\n  manifests:');
    inShop({ 'speedscale.yaml': settings, 'cluster.yaml': entry('speedscale/speedscale-external-svc-https', ['old.example.com']) });
    await type('synth');
    const { stdout } = await type('check');
    expect(stdout).toMatch(/^23 calls: 23 allowed, 0 blocked, 0 unknown$/m);
    expect(stdout).not.toContain('object-duplicated');
  });

  test('that cannot be read is an error of check, and synth writes it anew', async () => {
    inShop({ [output]: 'kind: Sidecar\nmetadata: {' });
    expect([(await type('check')).exitCode, (await type('adopt --write')).exitCode]).toEqual([2, 2]);
    expect(readFileSync('deploy/checkout.yaml', 'utf8')).toBe(readFileSync(join(project, 'examples/shop/deploy/checkout.yaml'), 'utf8'));
    expect((await type('synth')).exitCode).toBe(0);
    expect((await type('check')).exitCode).toBe(0);
  });
});

describe('synth --check', () => {
  test('exits with 0 where the output is what synth would write, and with 1 and a diff where it is not', async () => {
    inShop();
    const missing = await type('synth --check');
    expect([missing.exitCode, existsSync(output)]).toEqual([1, false]);
    expect(missing.stderr).toMatch(/^next: cdk8s-speedscale synth$/m);
    expect(spawnSync('git', ['apply'], { input: missing.stdout }).status).toBe(0);
    const current = await type('synth --check');
    expect([current.exitCode, current.stdout]).toEqual([0, '']);
    const written = readFileSync(output, 'utf8');
    writeFileSync(output, written.replace('    - sts.amazonaws.com\n', '').replace('name: https', 'name: tls'));
    const changed = await type('synth --check');
    expect([changed.exitCode, changed.stdout]).toEqual([1, expect.stringContaining('+    - sts.amazonaws.com\n')]);
    expect(spawnSync('git', ['apply'], { input: changed.stdout }).status).toBe(0);
    expect(readFileSync(output, 'utf8')).toBe(written);
  });

  test('shows that an output which is not needed any more goes', async () => {
    inShop();
    await type('synth');
    writeFileSync('deploy/entry.yaml', entry('istio-system/all', all));
    writeFileSync('deploy/mesh.yaml', readFileSync('deploy/mesh.yaml', 'utf8').replace('["./*", "istio-system/*"]', '["./*", "istio-system/*", "speedscale/*", "default/*"]'));
    const { stdout, exitCode } = await type('synth --check');
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('+++ /dev/null\n')]);
    expect(spawnSync('git', ['apply'], { input: stdout }).status).toBe(0);
    expect(existsSync(output)).toBe(false);
  });
});

describe('where ServiceEntries of others serve every host', () => {
  const opened = readFileSync('examples/shop/deploy/mesh.yaml', 'utf8').replace(/^---\n.*$/ms, '');
  const without = ['deploy/mesh.yaml'];
  const settings = readFileSync('examples/shop/speedscale.yaml', 'utf8').replace('cni: true', 'cni: true\n    hasRootSidecar: false');
  const mesh = (...entries: readonly string[]) => ({ 'speedscale.yaml': settings, 'deploy/mesh.yaml': [opened, ...entries].join('---\n') });

  test.each<[string, readonly string[]]>([
    ['one entry of the root namespace', [entry('istio-system/all', all)]],
    ['wildcards', [entry('istio-system/wide', ['*.speedscale.com', '*.amazonaws.com'])]],
    ['two entries of different namespaces', [entry('infra/aws', ['*.amazonaws.com']), entry('team/vendors', speedscale)]],
    ['an entry of Speedscale\'s namespace by another name', [entry('speedscale/hosts', all)]],
  ])('synth writes nothing, removes what it wrote before, and every command names them: %s', async (_, entries) => {
    inShop(mesh());
    await type('synth');
    expect(existsSync(output)).toBe(true);
    writeFileSync('deploy/mesh.yaml', mesh(...entries)['deploy/mesh.yaml']);
    await type('adopt --write');
    for (const command of ['synth', 'synth', 'adopt', 'check']) {
      const { stdout, stderr, exitCode } = await type(command);
      expect([command, exitCode, existsSync(output)]).toEqual([command, 0, false]);
      expect(stdout + stderr).toMatch(/^23 calls: 23 allowed, 0 blocked, 0 unknown\nhosts outside the cluster are served by ServiceEntry /m);
      expect(stdout + stderr).not.toMatch(/next: cdk8s-speedscale (synth|adopt)/);
    }
    expect((await type('synth --stdout')).stdout).toBe('');
  });

  test.each<[string, readonly string[]]>([
    ['that lack one', [entry('istio-system/all', all.slice(1))]],
    ['of another port', [entry('istio-system/all', all).replace('443', '8443')]],
    ['as HTTP', [entry('istio-system/all', all).replace('TLS', 'HTTP')]],
    ['with one name of a wildcard', [entry('istio-system/all', all.map((host) => host.replace('*', 'bucket')))]],
    ['that lead elsewhere', [entry('istio-system/all', all.filter((host) => !host.includes('*')), '  endpoints: [{ address: 10.1.2.3 }]\n').replace('NONE', 'STATIC'), entry('istio-system/wild', ['*.s3.us-east-1.amazonaws.com'])]],
    ['not exported to a namespace with replays', [entry('speedscale/all', all, '  exportTo: ["."]\n')]],
  ])('they are not taken to serve them: %s', async (_, entries) => {
    inShop(mesh(...entries), without);
    const { stderr } = await type('synth');
    expect(stderr).not.toContain('external-hosts-served');
  });

  test('an entry by the name that synth gives is what synth writes: it is written again, and the copy in the manifests is named', async () => {
    inShop(mesh(entry('speedscale/speedscale-external-svc-https', all)), without);
    const { stderr, exitCode } = await type('synth');
    expect([exitCode, existsSync(output)]).toEqual([0, true]);
    expect(stderr).toMatch(/deploy\/mesh\.yaml:\d+:1  warning  generated-object-in-manifests  ServiceEntry speedscale\/speedscale-external-svc-https/);
    expect((await type('check')).stdout).toContain('object-duplicated');
  });

  test('a Sidecar that synth copies from the root namespace\'s imports the namespace of those entries', async () => {
    inShop({ 'deploy/entry.yaml': entry('infra/all', all) });
    await type('synth');
    await type('adopt --write');
    expect(readFileSync(output, 'utf8')).toMatch(/kind: Sidecar\n(?:.*\n)*.*- infra\/\*/);
    const { stdout, exitCode } = await type('check');
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^23 calls: 23 allowed, 0 blocked, 0 unknown$/m)]);
  });
});
