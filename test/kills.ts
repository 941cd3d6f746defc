/**
 * Kills `adopt --write` at many moments: `npm run kills [-- RUNS [FILES [SEED]]]`, after `npm run compile`. After each, every file is its
 * old self or its new one; a last run completes the change and leaves nothing behind. Exits 1 at the first file that is neither.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Random } from './oracle/generate/random';

const [runs = 300, files = 2000, seed = 1] = process.argv.slice(2).map(Number);
const PER_FOLDER = 100;
const CLI = resolve('bin/cdk8s-speedscale');
const SETTINGS = `apiVersion: cdk8s-speedscale/v1alpha1
kind: SpeedscaleOnIstio
spec:
  istio: { version: "1.30", outboundTrafficPolicy: REGISTRY_ONLY, hasRootSidecar: false, cni: false }
  speedscale: { namespaceLabels: { istio-injection: enabled } }
  namespaces: [{ name: shop, labels: { istio-injection: enabled }, capture: [{ goproxy: {} }] }]
  manifests: [{ path: deploy }]
`;
const workload = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
spec:
  selector: { matchLabels: { app: ${name} } }
  template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: app, image: app }] } }
`;

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-speedscale-kills-'));
const old = new Map(Array.from({ length: files }, (_, index) => (
  [join(folder, 'deploy', String(Math.floor(index / PER_FOLDER)), `${index}.yaml`), workload(`web-${index}`)])));

/** When it is killed: milliseconds after it began, or after it replaced the first file. */
interface Moment {
  readonly after: 'beginning' | 'first file';
  readonly wait: number;
}

/** Runs adopt, and kills it at a moment; tells whether it came to its end, and how long it took. */
function adopt(killed?: Moment): Promise<{ readonly ended: boolean; readonly took: number }> {
  return new Promise((answer) => {
    const began = performance.now();
    const child = spawn(process.execPath, [CLI, 'adopt', '--write'], { cwd: folder, stdio: 'ignore' });
    const kill = () => child.kill('SIGKILL');
    let timer = killed?.after === 'beginning' ? setTimeout(kill, killed.wait) : undefined;
    const [first] = old.keys();
    const before = statSync(first).ino;
    const look = () => {
      if (statSync(first).ino !== before) timer = setTimeout(kill, killed!.wait);
      else if (child.exitCode === null) setImmediate(look);
    };
    if (killed?.after === 'first file') look();
    child.on('close', (code) => {
      clearTimeout(timer);
      answer({ ended: code === 0, took: performance.now() - began });
    });
  });
}

function restore(): void {
  for (const [path, text] of old) writeFileSync(path, text);
}

const read = () => new Map([...old.keys()].map((path) => [path, readFileSync(path, 'utf8')]));
const leftovers = () => readdirSync(join(folder, 'deploy'), { recursive: true }).filter((path) => String(path).endsWith('.tmp'));

async function main(): Promise<void> {
  writeFileSync(join(folder, 'speedscale.yaml'), SETTINGS);
  for (const path of old.keys()) mkdirSync(dirname(path), { recursive: true });
  restore();
  const { ended, took } = await adopt();
  const adopted = read();
  if (!ended || [...adopted].some(([path, text]) => text === old.get(path))) throw new Error('adopt did not change each file');
  const random = new Random(seed, 0);
  const [counts, broken] = [{ none: 0, some: 0, all: 0, leftovers: 0 }, [] as string[]];
  for (let run = 0; run < runs; run++) {
    restore();
    // Most of the time goes by before the first file is replaced: every second kill is after that.
    await adopt(run % 2 === 0 ? { after: 'beginning', wait: took * random.next() } : { after: 'first file', wait: took * random.next() / 20 });
    const now = read();
    broken.push(...[...now].filter(([path, text]) => text !== old.get(path) && text !== adopted.get(path)).map(([path]) => path));
    const changed = [...now].filter(([path, text]) => text !== old.get(path)).length;
    counts[changed === 0 ? 'none' : changed === files ? 'all' : 'some']++;
    if (leftovers().length > 0) counts.leftovers++;
  }
  restore();
  const last = await adopt();
  const isWhole = last.ended && [...read()].every(([path, text]) => text === adopted.get(path)) && leftovers().length === 0;
  process.stdout.write(`${runs} kills over ${files} files (a run takes ${Math.round(took)} ms): ${broken.length} broken; `
    + `none changed in ${counts.none}, some in ${counts.some}, all in ${counts.all}; ${counts.leftovers} left temporary files; the last run ${isWhole ? 'completed it and left nothing' : 'DID NOT COMPLETE IT'}\n`);
  rmSync(folder, { recursive: true });
  if (broken.length > 0 || !isWhole) process.exitCode = 1;
}

void main();
