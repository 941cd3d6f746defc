import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { Contestant, measure, report, work } from './measure';

const corpus = resolve('..', 'shared', 'corpus');

/** One Deployment as people write it: 26 lines. */
function deployment(index: number): string {
  return `---
# Deployment ${index}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app-${index}
  namespace: shop
  labels:
    app: app-${index}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: app-${index}
  template:
    metadata:
      labels:
        app: app-${index}
    spec:
      containers:
        - name: app
          image: "registry.example.com/shop/app-${index}:1.2.3"
          ports:
            - containerPort: 8080
          resources: { limits: { cpu: 500m, memory: 128Mi } }
          args: ["--port", '8080']
`;
}

/** A program that reads the files of a folder, or one file, in one way. */
function reader(label: string, body: string, target: string): Contestant {
  const program = join(work, `read-${label.replace(/\W+/g, '-')}.ts`);
  writeFileSync(program, `
    import { readdirSync, readFileSync } from 'node:fs';
    import { join } from 'node:path';
    import { readStream } from ${JSON.stringify(resolve('src', 'yaml', 'read'))};
    const target: string = ${JSON.stringify(target)};
    const files = /\\.yaml$/.test(target) ? [target]
      : (readdirSync(target, { recursive: true }) as string[]).filter((name) => /\\.ya?ml$/.test(name)).map((name) => join(target, name));
    let count = 0;
    for (const file of files) { ${body} }
    if (count === 0) throw new Error('nothing was read');`);
  const bundle = program.replace(/\.ts$/, '.cjs');
  buildSync({ entryPoints: [program], outfile: bundle, bundle: true, platform: 'node', external: ['js-yaml', 'yaml'], logLevel: 'error' });
  return { label, command: [process.execPath, bundle] };
}

const ours = 'for (const document of readStream(readFileSync(file), { file })) if (document.type === "object") count += document.root!.end;';
const oursOfKind = 'for (const document of readStream(readFileSync(file), { file, kinds: new Set(["Deployment", "Sidecar", "VirtualService"]) })) count += document.source.line;';
// js-yaml and yaml read no stream past an error: a file that they reject counts as read.
const loadAll = 'try { count += require("js-yaml").loadAll(readFileSync(file, "utf8")).length; } catch { count++; }';
const cst = 'for (const token of new (require("yaml").Parser)().parse(readFileSync(file, "utf8"))) count += token.type.length;';

/** Reading with positions, against the parsers below it. */
export function bench(): void {
  mkdirSync(work, { recursive: true });
  const many = join(work, '5000-deployments.yaml');
  writeFileSync(many, Array.from({ length: 5000 }, (_, index) => deployment(index)).join(''));
  report('5,000 Deployments in one file', measure([
    reader('readStream, all documents', ours, many), reader('js-yaml loadAll', loadAll, many), reader('yaml CST', cst, many),
  ]));
  if (!existsSync(corpus)) {
    process.stdout.write('\nleft out: reading of a corpus, for ../shared/corpus is missing\n');
    return;
  }
  report('the corpus: 1,157 files', measure([
    reader('readStream, all documents, corpus', ours, corpus), reader('readStream, three kinds, corpus', oursOfKind, corpus),
    reader('js-yaml loadAll, corpus', loadAll, corpus), reader('yaml CST, corpus', cst, corpus),
  ]));
}
