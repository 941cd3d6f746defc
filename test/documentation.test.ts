import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { folderOf } from './files/folder';

const inDocs = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md')).map((file) => join('docs', file));
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...inDocs];
const blocks = pages.flatMap((page) => [...readFileSync(page, 'utf8').matchAll(/^```ts\n(.*?)^```/gms)].map(([, code], index) => [`${page}, block ${index + 1}`, code] as const));

test.each(pages)('the links of %s lead to files that exist', (page) => {
  const targets = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => target);
  expect(targets.filter((target) => !existsSync(join(dirname(page), target)))).toEqual([]);
});

test.each(blocks)('the TypeScript of %s runs', (_, code) => {
  const folder = folderOf({
    'main.ts': code,
    'tsconfig.json': JSON.stringify({ compilerOptions: { module: 'commonjs', paths: { 'cdk8s-speedscale': [resolve('src')], '*': [resolve('node_modules/*')] } } }),
  });
  execFileSync(process.execPath, [resolve('node_modules/tsx/dist/cli.mjs'), 'main.ts'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  expect(readdirSync(join(folder, 'dist')).length).toBeGreaterThan(0);
}, 60_000);
