/**
 * Generates imports/ from CustomResourceDefinitions: `npm run import [-- [istio] [speedscale] --istio FILE|URL --speedscale FILE|URL]`.
 *
 * Only the kinds and the version that src/constructs uses go in: the whole of Istio's file makes ten times as many lines,
 * which every user of the library would load.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseAllDocuments, stringify } from 'yaml';
import { copiesOf, Source, sources } from './import/sources';

interface Definition {
  readonly kind: string;
  readonly spec: { readonly group: string; readonly names: { readonly kind: string }; versions: { readonly name: string }[] };
}

/** The definitions of the named kinds, version v1 alone; all of them must be there. */
function filterDefinitions(text: string, { group, kinds }: Source): string {
  const definitions = parseAllDocuments(text).map((document) => document.toJS() as Definition)
    .filter((definition) => definition?.kind === 'CustomResourceDefinition' && definition.spec.group === group && kinds.includes(definition.spec.names.kind))
    .map((definition) => ({ ...definition, spec: { ...definition.spec, versions: definition.spec.versions.filter(({ name }) => name === 'v1') } }));
  const missing = kinds.filter((kind) => !definitions.some(({ spec }) => spec.names.kind === kind && spec.versions.length === 1));
  if (missing.length > 0) throw new Error(`no v1 CustomResourceDefinition of ${group} for ${missing.join(', ')}`);
  return definitions.map((definition) => stringify(definition)).join('---\n');
}

async function read(where: string): Promise<string> {
  if (!/^https?:/.test(where)) return readFileSync(where, 'utf8');
  const response = await fetch(where);
  if (!response.ok) throw new Error(`${where}: ${response.status} ${response.statusText}`);
  return response.text();
}

/** The text of `imports/<group>.ts` for one source. */
async function generate(source: Source, where: string): Promise<string> {
  const work = mkdtempSync(join(tmpdir(), 'cdk8s-import-'));
  try {
    const filtered = join(work, 'definitions.yaml');
    writeFileSync(filtered, filterDefinitions(await read(where), source));
    // --no-save: the import would else write its path into cdk8s.yaml.
    const flags = ['--language', 'typescript', '--output', work, '--no-save', '--no-check-upgrade'];
    execFileSync(resolve('node_modules/.bin/cdk8s'), ['import', filtered, ...flags], { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
    const header = [
      `// Generated from the CustomResourceDefinitions of ${source.release} by \`npm run import\`; never edited.`,
      `// Source: ${source.url}`,
    ];
    return header.join('\n') + '\n' + readFileSync(join(work, `${source.group}.ts`), 'utf8');
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { istio: { type: 'string' }, speedscale: { type: 'string' }, output: { type: 'string', default: 'imports' } },
    allowPositionals: true,
  });
  mkdirSync(values.output, { recursive: true });
  for (const source of sources.filter(({ option }) => positionals.length === 0 || positionals.includes(option))) {
    const where = values[source.option] ?? copiesOf(source).find(({ file }) => file !== undefined)?.file ?? source.url;
    const target = resolve(values.output, `${source.group}.ts`);
    writeFileSync(target, await generate(source, where));
    process.stderr.write(`${target} from ${where}\n`);
  }
}

void main();
