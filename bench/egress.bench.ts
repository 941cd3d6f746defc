import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Contestant, measure, report, work } from './measure';

/** Building a mesh of 1,000 namespaces and 10,000 decisions in it, the same with ten times of each, and where every proxy sees all. */
export function bench(): void {
  mkdirSync(work, { recursive: true });
  const script = join(work, 'egress-mesh.js');
  execFileSync(join('node_modules', '.bin', 'esbuild'), ['bench/egress-mesh.ts', '--bundle', '--platform=node', `--outfile=${script}`, '--log-level=warning']);
  const mesh = (label: string, ...words: readonly string[]): Contestant => ({
    label, command: ['node', script, ...words], ownTime: (stdout) => (JSON.parse(stdout) as { readonly milliseconds: number }).milliseconds,
  });
  const measured = measure([
    mesh('1,000 namespaces, 10,000 decisions', '1000'),
    mesh('1,000 namespaces, 10,000 decisions, routes and no Sidecar', '1000', 'without-sidecars'),
    mesh('10,000 namespaces, 100,000 decisions', '10000'),
  ], 5);
  report('Deciding egress, whole processes', measured);
  report('Of it building the mesh and deciding', measured.map(({ label, ownMilliseconds }) => ({ label, milliseconds: ownMilliseconds! })));
}
