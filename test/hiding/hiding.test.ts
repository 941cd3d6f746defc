import { composed } from './composed';
import { Files, OpenedHost, plainly, Way, WAYS } from './ways';
import { injected, registryOnly } from '../cli/mesh';
import { type } from '../cli/transcript';
import { folderOf } from '../files/folder';
import { hasKubectl, kubectlReads } from '../yaml/kubectl';

const mesh = `${registryOnly}---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: istio-system }
spec: { egress: [{ hosts: ["*/*"] }] }
${injected('shop')}---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web }] } }
`;
const evil: OpenedHost = { name: 'evil', host: 'evil.example.org' };
const good: OpenedHost = { name: 'good', host: 'api.example.com' };

interface Compared {
  readonly exitCode: number;
  readonly findings: readonly { readonly id: string; readonly fact: string; readonly severity: string }[];
  readonly objects: number | undefined;
}

/** What check says of a tree beside an older one. */
async function compare(older: Files, newer: Files): Promise<Compared> {
  const under = (tree: string, files: Files) => Object.fromEntries(Object.entries({ 'mesh.yaml': mesh, ...files }).map(([path, text]) => [`${tree}/${path}`, text]));
  const folder = folderOf({ ...under('old', older), ...under('new', newer) });
  const { stdout, exitCode } = await type(`check ${folder}/new --diff-base ${folder}/old --format json`);
  if (exitCode === 2) return { exitCode, findings: [], objects: undefined };
  const { findings, read } = JSON.parse(stdout) as { findings: Compared['findings']; read: { objects: number } };
  return { exitCode, findings: findings.filter(({ id }) => id !== 'speedscale-not-in-sight'), objects: read.objects };
}

const ids = ({ findings }: Compared) => findings.map(({ id }) => id);

describe.each(WAYS.map((way) => [way.title, way] as const))('%s', (_, { write, ends, twin }: Way) => {
  test('hides no change', async () => {
    const compared = await compare({}, write(evil));
    switch (ends) {
      case 'read':
        expect(compared.findings.map(({ fact }) => fact).join('\n')).toContain('evil.example.org:443');
        expect(ids(compared)).toContain('egress-blocked-to-allowed');
        break;
      case 'passed over': expect(ids(compared)).toContain('passed-over-changed'); break;
      case 'unknown': expect(ids(compared)).toContain('needs-substitution'); break;
      case 'refused': expect(compared.exitCode).toBe(2); break;
    }
  });

  test('is no finding where nothing changed', async () => {
    const compared = ends === 'passed over' ? await compare(write(good), write(good)) : await compare({ 'e.yaml': plainly(good) }, (twin ?? write)(good));
    expect(compared.exitCode).toBe(0);
    expect(ids(compared).filter((id) => id !== 'text-after-document-end')).toEqual([]);
  });
});

test('ways that are put together hide no change, and make none', async () => {
  for (let seed = 1; seed <= 120; seed++) {
    const [[name, bytes], [sameName, same]] = [composed(seed, evil), composed(seed, good)];
    const [changed, unchanged] = [await compare({}, { [name]: bytes }), await compare({ 'e.yaml': plainly(good) }, { [sameName]: same })];
    const said = (compared: Compared) => ids(compared).filter((id) => id !== 'text-after-document-end');
    expect({ seed, changed: said(changed), unchanged: [unchanged.exitCode, said(unchanged)] })
      .toEqual({ seed, changed: ['egress-blocked-to-allowed'], unchanged: [0, []] });
  }
}, 60_000);

(hasKubectl ? test : test.skip)('kubectl reads what these ways write as their plain form', () => {
  // kubectl applies a List of a List, and annotates none.
  const read = WAYS.filter(({ ends, title }) => ends === 'read' && title !== 'an item of a List of a List').flatMap(({ title, write }) => Object.values(write(evil)).map((text) => [title, text] as const));
  const put = Array.from({ length: 40 }, (_, seed) => [`seed ${seed + 1}`, composed(seed + 1, evil)[1]] as const);
  const differing = [...read, ...put].filter(([, text]) => !kubectlReads(text).objects.some((object) => isEvil(object)));
  expect(differing.map(([title]) => title)).toEqual([]);
}, 120_000);

interface EntryOrList {
  readonly kind: string;
  readonly metadata: { readonly name?: string; readonly namespace?: string };
  readonly spec?: { readonly hosts?: readonly string[] };
  readonly items?: readonly unknown[];
}

function isEvil(object: unknown): boolean {
  const { kind, metadata, spec, items = [] } = object as EntryOrList;
  const isIt = kind === 'ServiceEntry' && metadata.name === 'evil' && metadata.namespace === 'shop' && spec?.hosts?.[0] === 'evil.example.org';
  return isIt || items.some(isEvil);
}
