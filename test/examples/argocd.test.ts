import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { parse, parseAllDocuments } from 'yaml';
import { ShopOnArgoCd } from '../../examples/argocd/shop';
import { type } from '../cli/transcript';
import { folderOf } from '../files/folder';

const example = 'examples/argocd';
const filesOf = (folder: string) => Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const committed = filesOf(join(example, 'dist'));

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly annotations?: Readonly<Record<string, string>> };
}

const documents = committed['shop.k8s.yaml'].split('---\n');
const manifests = documents.map((text) => parse(text) as Manifest);

test('the committed dist/ is what the app renders, byte for byte', () => {
  const outdir = folderOf({});
  const app = new App({ outdir });
  new ShopOnArgoCd(app, 'shop');
  app.synth();
  expect(filesOf(outdir)).toEqual(committed);
});

test('Argo CD applies namespaces, then the mesh, then the operator, then workloads', () => {
  const waves = new Map<string, Set<number>>();
  for (const { kind, metadata: { annotations = {} } } of manifests) {
    waves.set(kind, (waves.get(kind) ?? new Set()).add(Number(annotations['argocd.argoproj.io/sync-wave'] ?? 0)));
  }
  expect([...waves]).toEqual([
    ['Namespace', new Set([-3])], ['ServiceEntry', new Set([-2])], ['Sidecar', new Set([-2])], ['Application', new Set([-1])], ['Deployment', new Set([0])],
  ]);
});

test('nothing that Speedscale needs is a hook, which Argo CD deletes and creates again at each sync', () => {
  expect(manifests.filter(({ metadata: { annotations = {} } }) => 'argocd.argoproj.io/hook' in annotations)).toEqual([]);
});

test('the Application takes the committed files, and no other of cdk8s\' output', () => {
  const { spec } = parse(readFileSync(join(example, 'application.yaml'), 'utf8')) as { readonly spec: { readonly source: { readonly path: string; readonly directory: { readonly include: string } } } };
  expect([spec.source.path, spec.source.directory.include]).toEqual(['dist', '*.k8s.yaml']);
  expect(Object.keys(committed).every((name) => name.endsWith('.k8s.yaml'))).toBe(true);
});

test('the page about Argo CD shows the Application as it is', () => {
  const [, shown] = /^```yaml\n(spec:\n {2}source:[^]*?)^```/m.exec(readFileSync('docs/argocd.md', 'utf8'))!;
  expect(parse(readFileSync(join(example, 'application.yaml'), 'utf8'))).toMatchObject(parse(shown) as object);
});

/** The ids of the errors, and the exit code, of the check in the pull request, with these documents in dist/. */
async function checked(texts: readonly string[]): Promise<readonly [readonly string[], number]> {
  const folder = folderOf({ 'dist/shop.k8s.yaml': texts.join('---\n'), ...Object.fromEntries(['mesh.yaml', 'speedscale.yaml'].map((name) => [name, readFileSync(join(example, name), 'utf8')])) });
  const { stdout, exitCode } = await type(`check -c ${folder}/speedscale.yaml --format json`);
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly { readonly id: string; readonly severity: string }[] };
  return [[...new Set(findings.filter(({ severity }) => severity === 'error').map(({ id }) => id))], exitCode];
}

const without = (kind: string, namespace?: string) => documents.filter((_, index) =>
  manifests[index].kind !== kind || (namespace !== undefined && manifests[index].metadata.namespace !== namespace));

test('the check of the pull request passes, and finds what a prune would close', async () => {
  expect(await checked(documents)).toEqual([[], 0]);
  expect(await checked(without('ServiceEntry'))).toEqual([['egress-host-not-registered'], 1]);
  expect(await checked(without('Sidecar', 'shop'))).toEqual([['egress-host-not-imported'], 1]);
});

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly name?: string; readonly run?: string }[] }>>;
}

describe('the step of the workflow that compares', () => {
  const workflow = parse(readFileSync(join(example, '.github/workflows/manifests.yaml'), 'utf8')) as Workflow;
  const { run } = workflow.jobs.manifests.steps.find(({ name }) => name?.includes('dist/'))!;

  function exitCodeAfter(render: (folder: string) => void): number | null {
    const folder = folderOf({ 'dist/shop.k8s.yaml': documents.join('---\n') });
    const git = (...words: string[]) => execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...words], { cwd: folder, stdio: 'ignore' });
    git('init');
    git('add', '.');
    git('commit', '--no-verify', '-m', 'dist');
    render(folder);
    // As GitHub runs a step: it ends at the first command that fails.
    return spawnSync('bash', ['-e', '-c', run!], { cwd: folder, stdio: 'ignore' }).status;
  }

  test.each<[string, number, (folder: string) => void]>([
    ['passes where the rendering is the same', 0, () => {}],
    ['fails where a file differs', 1, (folder) => writeFileSync(join(folder, 'dist/shop.k8s.yaml'), documents.slice(1).join('---\n'))],
    ['fails where a file is new', 1, (folder) => writeFileSync(join(folder, 'dist/cart.k8s.yaml'), documents[0])],
  ])('%s', (_, code, render) => {
    expect(exitCodeAfter(render)).toBe(code);
  });
});

test('every file of the example is YAML that Kubernetes, Argo CD and GitHub read', () => {
  for (const file of ['application.yaml', 'mesh.yaml', 'speedscale.yaml', '.github/workflows/manifests.yaml']) {
    expect([file, parseAllDocuments(readFileSync(join(example, file), 'utf8')).flatMap(({ errors }) => errors)]).toEqual([file, []]);
  }
});
