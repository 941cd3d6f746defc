import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A way in which a project loads the package. */
export interface Way {
  readonly name: string;
  readonly type: 'commonjs' | 'module';
  readonly file: string;
  /** The arguments of node, one run after the other. */
  readonly runs: readonly (readonly string[])[];
}

/** What a way needs in node_modules besides the package and its peers. */
export const tools = ['tsx', 'ts-node', 'typescript', '@types/node'];

const tsx = ['node_modules/tsx/dist/cli.mjs', 'main.ts'];
const compiled = [['node_modules/typescript/bin/tsc', '--project', '.'], ['main.js']];
const requireWay: Way = { name: 'require', type: 'commonjs', file: 'main.cjs', runs: [['main.cjs']] };
const importWay: Way = { name: 'import', type: 'module', file: 'main.mjs', runs: [['main.mjs']] };

/** The ways that need no tool. */
export const plainWays: readonly Way[] = [requireWay, importWay];

export const ways: readonly Way[] = [
  ...plainWays,
  { name: 'tsx', type: 'commonjs', file: 'main.ts', runs: [tsx] },
  { name: 'tsx in an ES module', type: 'module', file: 'main.ts', runs: [tsx] },
  { name: 'ts-node', type: 'commonjs', file: 'main.ts', runs: [['node_modules/ts-node/dist/bin.js', 'main.ts']] },
  { name: 'ts-node in an ES module', type: 'module', file: 'main.ts', runs: [['--loader', 'ts-node/esm', 'main.ts']] },
  { name: 'tsc', type: 'commonjs', file: 'main.ts', runs: compiled },
  { name: 'tsc in an ES module', type: 'module', file: 'main.ts', runs: compiled },
];

/** As strict as a project can be: the package's declarations are checked too. */
const compilerOptions = { module: 'nodenext', target: 'es2022', strict: true, skipLibCheck: false, types: ['node'] };

/** The classes and enums of the package's public API, as jsii lists them. */
export function publicNames(packageFolder: string): readonly string[] {
  const { types } = JSON.parse(readFileSync(join(packageFolder, '.jsii'), 'utf8')) as { readonly types: Readonly<Record<string, { readonly kind: string; readonly name: string }>> };
  return Object.values(types).filter(({ kind }) => kind !== 'interface').map(({ name }) => name);
}

/** A manifest that YAML 1.2 refuses and kubectl takes. */
export const manifest = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: istio-system }
spec: { egress: [{ hosts: [./*] }],
}
`;

/** The body of a program that synthesizes a mesh, beside the manifest, and a captured workload. */
export const synthesize = `
const app = new App();
const chart = new Chart(app, 'mesh', { namespace: 'shop' });
const context = MeshContext.fromManifests(['mesh.yaml']);
new SpeedscaleOnIstio(chart, 'speedscale', { context, namespaces: [{ name: 'shop', replay: true }] });
new CapturedDeployment(chart, 'web', { containers: [{ image: 'web' }], capture: new GoproxyCapture() });
app.synth();
`;

/** A program that imports names from the package, runs the body, and prints the names that are undefined. */
export function program({ file }: Way, names: readonly string[], body: string): string {
  const taken = `{ ${names.join(', ')} }`;
  const peers = '{ App, Chart }';
  const head = file === 'main.cjs'
    ? `const ${peers} = require('cdk8s');\nconst ${taken} = require('cdk8s-speedscale');\n`
    : `import ${peers} from 'cdk8s';\nimport ${taken} from 'cdk8s-speedscale';\n`;
  return `${head}${body}\nconsole.log(Object.entries(${taken}).filter(([, value]) => value === undefined).map(([name]) => name).join());\n`;
}

/** What a run printed, the error where it failed, and the manifests that it wrote. */
export interface Outcome {
  readonly stdout: string;
  readonly error: string;
  readonly manifests: string;
}

/** Runs a program in a folder of its own, beside a node_modules. */
export function runWay(way: Way, text: string, nodeModules: string, node = process.execPath): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-speedscale-way-'));
  try {
    symlinkSync(nodeModules, join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: way.type }));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    writeFileSync(join(folder, 'mesh.yaml'), manifest);
    writeFileSync(join(folder, way.file), text);
    let stdout = '';
    for (const args of way.runs) {
      const run = spawnSync(node, args, { cwd: folder, encoding: 'utf8' });
      stdout += run.stdout;
      if (run.status !== 0) return { stdout, error: run.stderr || run.stdout, manifests: '' };
    }
    const written = readdirSync(folder).includes('dist') ? readdirSync(join(folder, 'dist')).map((file) => readFileSync(join(folder, 'dist', file), 'utf8')) : [];
    return { stdout, error: '', manifests: written.join('---\n') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
