import { join } from 'node:path';
import { measure, report, work } from './measure';

/** The TypeScript example against the same manifests written as a plain cdk8s app. */
export function bench(): void {
  const tsx = ['node', 'node_modules/tsx/dist/cli.mjs', '--tsconfig', 'examples/typescript/tsconfig.json'];
  const env = { CDK8S_OUTDIR: join(work, 'example') };
  report('Rendering examples/typescript', measure([
    { label: 'the same manifests as a plain cdk8s app', command: [...tsx, 'bench/plain/main.ts'], env },
    { label: 'examples/typescript', command: [...tsx, 'examples/typescript/main.ts'], env },
  ]));
}
