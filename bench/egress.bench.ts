import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { measure, report, work } from './measure';

/** Building a mesh of 1,000 namespaces and 10,000 decisions in it, the same with ten times of each, and where every proxy sees all. */
export function bench(): void {
  mkdirSync(work, { recursive: true });
  const script = join(work, 'egress-mesh.js');
  execFileSync(join('node_modules', '.bin', 'esbuild'), ['bench/egress-mesh.ts', '--bundle', '--platform=node', `--outfile=${script}`, '--log-level=warning']);
  report('Deciding egress', measure([
    { label: '1,000 namespaces, 10,000 decisions', command: ['node', script, '1000'] },
    { label: '1,000 namespaces, 10,000 decisions, routes and no Sidecar', command: ['node', script, '1000', 'without-sidecars'] },
    { label: '10,000 namespaces, 100,000 decisions', command: ['node', script, '10000'] },
  ], 3));
}
