/**
 * Renders each example by the real `cdk8s synth`, as a user would, and says what it wrote: `npm run synth`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';

interface Titled {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

function render(folder: string): void {
  const { status, stdout, stderr } = spawnSync(resolve('node_modules/.bin/cdk8s'), ['synth'], {
    cwd: folder,
    encoding: 'utf8',
    // The upgrade check asks the npm registry: a rendering needs no network.
    env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
  });
  process.stderr.write(stderr);
  if (status !== 0) {
    process.stderr.write(`${stdout}cdk8s synth failed in ${folder}, exit ${status}\n`);
    process.exit(1);
  }
  for (const file of readdirSync(join(folder, 'dist')).filter((name) => name.endsWith('.yaml')).sort()) {
    const path = join(folder, 'dist', file);
    process.stdout.write(`${path}\n`);
    for (const document of parseAllDocuments(readFileSync(path, 'utf8'))) {
      const { kind, metadata } = document.toJS() as Titled;
      process.stdout.write(`  ${kind} ${metadata.namespace ? `${metadata.namespace}/` : ''}${metadata.name}\n`);
    }
  }
}

const folders = readdirSync('examples').map((name) => join('examples', name)).filter((folder) => existsSync(join(folder, 'cdk8s.yaml')));
folders.sort().forEach(render);
