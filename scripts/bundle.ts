/**
 * Turns lib/, as jsii compiled it, into what is packed (docs/decisions/0005-one-file-to-load.md): the last step of `npm run compile`.
 *
 * Writes lib/index.js, the library; lib/cli.js, the command; lib/yaml.js, which both load when a text is
 * to be printed. Keeps the declarations that lib/src/index.d.ts leads to, and deletes everything else in lib/.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build, BuildOptions, Metafile } from 'esbuild';
import ts from 'typescript';

const LIBRARY = resolve('lib/src/index.js');
const TYPES = resolve('lib/src/index.d.ts');
/** What is a file of its own, since most commands do not need it. */
const LAZY = ['yaml'];

const { peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly peerDependencies: Readonly<Record<string, string>> };

/** The names that lib/src/index.js exports, each with the module that defines it. */
function publicNames(): ReadonlyMap<string, string> {
  const modules = [...readFileSync(LIBRARY, 'utf8').matchAll(/^__exportStar\(require\("(.+)"\), exports\);$/gm)].map(([, module]) => module);
  const found = new Map(modules.flatMap((module) => namesOf(join(dirname(LIBRARY), module)).map((name) => [name, module])));
  assert.deepEqual([...found.keys()].sort(), namesOf(LIBRARY).sort(), 'src/index.ts is a list of "export *" and nothing else');
  return found;
}

function namesOf(file: string): string[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return Object.keys(require(file) as object);
}

/**
 * The library's first file: each name loads its module when it is first used, so an app without CapturedDeployment needs no cdk8s-plus-27.
 * The loop hides the getters from node, which offers no name to an ES module whose getter it finds and cannot read.
 */
function libraryEntry(names: ReadonlyMap<string, string>): string {
  const getters = [...names].map(([name, module]) => `  ${name}: () => require("${module}").${name},`);
  return `
Object.defineProperty(exports, "__esModule", { value: true });
const getters = {
${getters.join('\n')}
};
for (const name in getters) Object.defineProperty(exports, name, { enumerable: true, get: getters[name] });
`;
}

/** The licences of the packages whose code is in a file: each asks to be part of every copy. */
function notices({ inputs }: Metafile): string {
  const packages = new Set(Object.keys(inputs).flatMap((input) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []));
  return [...packages].sort().map((name) => {
    const { version } = JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8')) as { readonly version: string };
    return `/*\n${name} ${version}\n\n${readFileSync(join('node_modules', name, 'LICENSE'), 'utf8').trim()}\n*/\n`;
  }).join('');
}

/** Writes one file that contains all it loads, except the peers and what is lazy. Returns its path. */
async function bundle(outfile: string, options: BuildOptions): Promise<string> {
  const { outputFiles: [{ text }], metafile } = await build({
    bundle: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    external: [...Object.keys(peerDependencies), ...LAZY.map((name) => `./${name}.js`)],
    ...options,
    outfile,
    write: false,
    metafile: true,
  });
  writeFileSync(outfile, notices(metafile) + text);
  return resolve(outfile);
}

/** The declarations that the package's types lead to. */
function neededTypes(): readonly string[] {
  const program = ts.createProgram([TYPES], { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, skipLibCheck: true });
  return program.getSourceFiles().map(({ fileName }) => resolve(fileName));
}

async function main(): Promise<void> {
  const names = publicNames();
  const alias = Object.fromEntries(LAZY.map((name) => [name, `./${name}.js`]));
  const entry = { contents: libraryEntry(names), resolveDir: dirname(LIBRARY), sourcefile: 'index.js' };
  // node reads the names that an ES module can import from such a line. It does not find them in what esbuild writes.
  const footer = { js: `0 && (module.exports = { ${[...names.keys()].join(', ')} });` };
  const kept = new Set([
    await bundle('lib/index.js', { stdin: entry, footer, alias }),
    await bundle('lib/cli.js', { entryPoints: ['src/cli/main.ts'], alias }),
    ...await Promise.all(LAZY.map((name) => bundle(`lib/${name}.js`, { entryPoints: [name] }))),
    ...neededTypes(),
  ]);
  const files = readdirSync('lib', { recursive: true, withFileTypes: true }).filter((file) => file.isFile()).map((file) => resolve(file.parentPath, file.name));
  files.filter((file) => !kept.has(file)).forEach((file) => rmSync(file));
}

void main();
