import { readdirSync, readFileSync } from 'node:fs';
import * as library from '../../src';
import { type } from '../cli/transcript';
import { folderOf } from '../files/folder';

const readme = readFileSync('README.md', 'utf8');
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly peerDependencies: Readonly<Record<string, string>>; readonly engines: { readonly node: string } };

/** The second cell of the row of a table that begins so. */
const row = (title: string) => readme.split('\n').find((line) => line.startsWith(`| ${title} | `))!.split(' | ')[1].replace(/ \|$/, '');

const compared = row('Istio, compared with the release itself').split(', ');

test('the releases that are named as compared are those that Istio was asked about, and docs/egress.md has their figures', () => {
  const asked = readdirSync('test/oracle/answers').flatMap((name) => /^handmade-(\d.*)\.jsonl$/.exec(name)?.[1] ?? []).filter((release) => !release.endsWith('-dev'));
  const egress = readFileSync('docs/egress.md', 'utf8');
  expect(compared).toEqual(asked.sort());
  expect(compared.filter((release) => !egress.includes(release))).toEqual([]);
});

const modelled = [...new Set([...compared, ...row('Istio, modelled, not compared').matchAll(/\d+\.\d+/g)].map((release) => /\d+\.\d+/.exec(String(release))![0]))];

test.each([...modelled.map((version) => [version, true] as const), ['1.23', false] as const])('Istio %s is modelled: %s', async (version, isModelled) => {
  const settings = readFileSync('examples/least-privilege/speedscale.yaml', 'utf8').replace('version: "1.30"', `version: "${version}"`);
  const folder = folderOf({ 'speedscale.yaml': settings, 'deploy/mesh.yaml': readFileSync('examples/least-privilege/deploy/mesh.yaml', 'utf8') });
  const { stdout } = await type(`explain shop/checkout app.speedscale.com -c ${folder}/speedscale.yaml --format json`);
  expect((JSON.parse(stdout) as { readonly outcome: string }).outcome).toBe(isModelled ? 'blocked' : 'unknown');
});

test('the peers of the install line and of the table are those of the package, and so is the release of Node', () => {
  const install = /^npm install --save-dev (.*)$/m.exec(readme)![1].split(' ');
  expect(install.sort()).toEqual(['cdk8s-speedscale', ...Object.keys(manifest.peerDependencies)].sort());
  const peers = row('cdk8s, cdk8s-plus-27, constructs');
  expect(['cdk8s', 'cdk8s-plus-27', 'constructs'].map((peer) => manifest.peerDependencies[peer]).filter((range) => !peers.includes(`\`${range}\``))).toEqual([]);
  expect(manifest.engines.node).toBe(`>= ${row('Node').split(' ')[0]}.0.0`);
});

test('every class that is named is exported', () => {
  const kinds = ['Sidecar'];
  const named = [...readme.matchAll(/`([A-Z][a-z]\w+)`/g)].map(([, name]) => name).filter((name) => !kinds.includes(name));
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !(name in library))).toEqual([]);
});

test('the two commands to try it are there', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly scripts: Readonly<Record<string, string>> };
  const commands = [...readme.matchAll(/^ {4}npm ci && npm (?:run )?(\w+)/gm)].map(([, script]) => script);
  expect(commands).toEqual(['synth', 'test']);
  expect(commands.filter((script) => !(script in scripts))).toEqual([]);
});
