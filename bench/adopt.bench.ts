import { spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, mkdirSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Contestant, measure, Measured, report, work } from './measure';

/** About 740 bytes, as people write it. */
function deployment(index: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: app-${index}
  labels:
    app.kubernetes.io/name: app-${index}
    app.kubernetes.io/part-of: shop # the team's
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
      serviceAccountName: app-${index}
      containers:
        - name: app
          image: "registry.example.com/shop/app-${index}:1.2.3"
          args: ["--port", '8080']
          ports:
            - containerPort: 8080
          env:
            - name: LOG_LEVEL
              value: info
          resources:
            limits: { cpu: 500m, memory: 128Mi }
            requests:
              cpu: 100m
              memory: 64Mi
`;
}

/** What most documents of a repository are: none of ours. */
const secret = (index: number) => `apiVersion: v1
kind: Secret
metadata:
  name: secret-${index}
stringData:
  settings.properties: |
${Array.from({ length: 12 }, (_, line) => `    shop.setting.${line} = value of ${index}\n`).join('')}`;

/** A folder of its own for a case, with settings that capture every Deployment in it. */
function folderFor(name: string): string {
  const folder = join(work, 'adopt', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'speedscale.yaml'), `apiVersion: cdk8s-speedscale/v1alpha1
kind: SpeedscaleOnIstio
spec:
  istio: { cni: true, hasRootSidecar: false }
  namespaces: [{ name: shop, capture: [{ goproxy: {} }] }]
  manifests: [{ path: ., namespace: shop }]
`);
  return folder;
}

const adopt = (label: string, folder: string): Contestant =>
  ({ label, command: [process.execPath, 'bin/cdk8s-speedscale', 'adopt', '-c', join(folder, 'speedscale.yaml')] });

/** A program of one line, given the text of a file. */
const program = (label: string, file: string, body: string): Contestant =>
  ({ label, command: [process.execPath, '-e', `const text = require("fs").readFileSync(${JSON.stringify(file)}, "utf8"); ${body}`] });

/** Writes a file of many documents piece by piece, since all of them together may not fit. */
function writeDocuments(file: string, count: number, documentOf: (index: number) => string): void {
  const handle = openSync(file, 'w');
  for (let from = 0; from < count; from += 1000) {
    writeSync(handle, Array.from({ length: Math.min(1000, count - from) }, (_, index) => `---\n${documentOf(from + index)}`).join(''));
  }
  closeSync(handle);
}

function deployments(count: number): { readonly folder: string; readonly file: string } {
  const folder = folderFor(`${count}-deployments`);
  const file = join(folder, 'deployments.yaml');
  writeDocuments(file, count, deployment);
  return { folder, file };
}

/** The same annotations by kustomize, as one patch for every Deployment. */
function kustomize(label: string, file: string): Contestant {
  const folder = folderFor('kustomize');
  copyFileSync(file, join(folder, 'deployments.yaml'));
  writeFileSync(join(folder, 'kustomization.yaml'), `resources: [deployments.yaml]
patches:
  - target: { kind: Deployment }
    patch: |
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: any, annotations: { sidecar.speedscale.com/inject: "true", sidecar.speedscale.com/istio-cni: "true" } }
`);
  return { label, command: ['kubectl', 'kustomize', folder] };
}

const printAgain = `const documents = require("yaml").parseAllDocuments(text);
for (const document of documents) document.setIn(["metadata", "annotations", "sidecar.speedscale.com/inject"], "true");
process.stdout.write(documents.map(String).join(""));`;

function growth(name: string, [one, ten]: readonly Measured[]): void {
  process.stdout.write(`  ${name} takes ${(ten.milliseconds / one.milliseconds).toFixed(2)} times as long for 10 times as much\n`);
}

/** adopt, which prints the diff of every change, against re-printing and kustomize. */
export function bench(): void {
  const [hundreds, thousand, five, fifty] = [500, 1000, 5000, 50_000].map(deployments);
  report(`5,000 Deployments in one file of ${(statSync(five.file).size / 1e6).toFixed(1)} MB`, measure([
    adopt('adopt', five.folder),
    program('js-yaml loadAll alone, the floor', five.file, 'require("js-yaml").loadAll(text)'),
    program('yaml, parsed and printed', five.file, printAgain),
  ]));
  if (spawnSync('kubectl', ['version', '--client']).status === 0) {
    report('1,000 Deployments in one file', measure([adopt('adopt', thousand.folder), kustomize('kubectl kustomize', thousand.file)], 3));
  } else {
    process.stdout.write('\nleft out: kubectl kustomize, for kubectl is missing\n');
  }
  const grown = measure([adopt('500 Deployments', hundreds.folder), adopt('5,000', five.folder), adopt('50,000', fifty.folder)], 3);
  report('Growth', grown);
  growth('adopt, from 500 Deployments on,', grown);
  growth('adopt, from 5,000 Deployments on,', grown.slice(1));
  const lists = measure([adopt('1,000 Deployments in a list', list(1000)), adopt('10,000', list(10_000))], 3);
  report('JSON, all of it on one line', lists);
  growth('adopt', lists);
  report('Many files, and one large one', measure([adopt('9,000 files with 36 Deployments', tree()), adopt('100 MB, 1 document in 100 a Deployment', largeFile())], 3));
}

/** As "kubectl get -o json" and jq -c give them. */
function list(count: number): string {
  const folder = folderFor(`${count}-in-a-list`);
  const items = Array.from({ length: count }, (_, index) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `app-${index}`, labels: { app: `app-${index}` } },
    spec: { selector: { matchLabels: { app: `app-${index}` } }, template: { spec: { containers: [{ name: 'app', image: 'shop/app:1.2.3' }] } } },
  }));
  writeFileSync(join(folder, 'list.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  return folder;
}

function tree(): string {
  const folder = folderFor('tree');
  for (let index = 0; index < 9000; index++) {
    const directory = join(folder, `team-${index % 90}`);
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, `${index}.yaml`), index % 250 === 0 ? deployment(index) : secret(index));
  }
  return folder;
}

function largeFile(): string {
  const folder = folderFor('large');
  const documentOf = (index: number) => index % 100 === 0 ? deployment(index) : secret(index);
  const size = Buffer.byteLength(secret(100_000)) + 4;
  writeDocuments(join(folder, 'all.yaml'), Math.ceil(1e8 / size), documentOf);
  return folder;
}
