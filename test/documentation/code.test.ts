import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as library from '../../src';
import { readConfig } from '../../src/settings/read-config';
import { resolveConfig } from '../../src/settings/resolve-config';
import { folderOf } from '../files/folder';

const inDocs = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md')).map((file) => join('docs', file));
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...inDocs];
const blocksOf = (language: string) => pages.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(new RegExp(`^\`\`\`${language}(?: \\S+)?\\n(.*?)^\`\`\``, 'gms'))].map(([, code], index) => [`${page}, block ${index + 1}`, code] as const));

test.each(pages)('the links of %s lead to files that exist', (page) => {
  const targets = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => target);
  expect(targets.filter((target) => !existsSync(join(dirname(page), target)))).toEqual([]);
});

/** What a fragment may take for granted; a block that imports is a whole program. */
const around = (code: string) => code.includes("from 'cdk8s-speedscale'") ? code : `
import { ApiObject, App, Chart } from 'cdk8s';
import { ${Object.keys(library).filter((name) => code.includes(name)).join(', ')} } from 'cdk8s-speedscale';
const app = new App();
const chart = new Chart(app, 'page', { namespace: 'shop' });
const spec = { template: { metadata: {}, spec: { containers: [{ name: 'main', image: 'shop/web' }] } } };
const checkout = new ApiObject(chart, 'checkout-object', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'checkout' }, spec });
const virtualService = new ApiObject(chart, 'web-routes', {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'web' },
  spec: { hosts: ['shop.example.com'], gateways: ['gateway'], http: [{ route: [{ destination: { host: 'web' } }] }] },
});
${code}
app.synth();
`;

test.each(blocksOf('ts'))('the TypeScript of %s runs', (_, code) => {
  const folder = folderOf({
    'main.ts': around(code),
    'tsconfig.json': JSON.stringify({ compilerOptions: { module: 'commonjs', paths: { 'cdk8s-speedscale': [resolve('src')], '*': [resolve('node_modules/*')] } } }),
  });
  execFileSync(process.execPath, [resolve('node_modules/tsx/dist/cli.mjs'), 'main.ts'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  expect(readdirSync(join(folder, 'dist')).length).toBeGreaterThan(0);
}, 60_000);

/** The ids of what is wrong with settings. */
const wrongWith = (settings: string) => {
  const { source, findings } = readConfig(settings, 'speedscale.yaml');
  return [...findings, ...source === undefined ? [] : resolveConfig([source]).findings].map(({ id }) => id);
};

test.each(blocksOf('yaml').filter(([, code]) => code.includes('kind: SpeedscaleOnIstio')))('the settings of %s are taken', (_, code) => {
  expect(wrongWith(code)).toEqual([]);
});

test('settings with a key that does not exist are not', () => {
  expect(wrongWith('apiVersion: cdk8s-speedscale/v1alpha1\nkind: SpeedscaleOnIstio\nspec: { frobnicated: true }\n')).toEqual(['settings-key-unknown']);
});
