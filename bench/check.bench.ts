import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Contestant, measure, report, work } from './measure';

const KUBEFLOW = join('..', 'shared', 'corpus', 'kubeflow');

const check = (label: string, folder: string, ...more: readonly string[]): Contestant => ({
  label, command: [process.execPath, 'bin/cdk8s-speedscale', 'check', folder, '--fail-on', 'never', ...more],
});

/** What the same takes that only parses each file. */
const parsed = (label: string, folder: string): Contestant => ({
  label,
  command: [process.execPath, '-e', `const { readdirSync, readFileSync } = require("fs"); const { loadAll } = require("js-yaml");
for (const name of readdirSync(${JSON.stringify(folder)}, { recursive: true })) if (name.endsWith(".yaml")) loadAll(readFileSync(${JSON.stringify(folder)} + "/" + name, "utf8"));`],
});

/** check of a repository as people write them, and of generated trees that show how it grows. */
export function bench(): void {
  if (existsSync(KUBEFLOW)) report('kubeflow/manifests, 909 files', measure([check('check', KUBEFLOW)]));
  else process.stdout.write(`\nleft out: kubeflow, for ${KUBEFLOW} is missing\n`);
  const grown = measure([
    check('1,000 files, 100 namespaces', tree('small', 100)),
    check('10,000 files, 1,000 namespaces', tree('large', 1000)),
    check('10,000 files, 1,000 namespaces, each with a replay', tree('replays', 1000, 1)),
    check('10,000 files, 1,000 namespaces, --diff-base', join(work, 'check', 'large'), '--diff-base', earlier(tree('before', 1000))),
    parsed('js-yaml loadAll alone of the 10,000 files', join(work, 'check', 'large')),
  ], 3);
  report('Generated trees, a workload captured in each namespace, a replay in every tenth', grown);
  process.stdout.write(`  check takes ${(grown[1].milliseconds / grown[0].milliseconds).toFixed(2)} times as long for 10 times as much\n`);
}

/** A tree of ten files for each namespace: three workloads with their Services, and what narrows and widens their egress. */
function tree(title: string, namespaces: number, replayEvery = 10): string {
  const folder = join(work, 'check', title);
  rmSync(folder, { recursive: true, force: true });
  const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);
  for (let index = 0; index < namespaces; index++) {
    const name = `team-${index}`;
    mkdirSync(join(folder, name), { recursive: true });
    for (const [file, text] of Object.entries(filesOf(name, index, index % replayEvery === 0))) write(join(name, `${file}.yaml`), text);
  }
  write('mesh.yaml', MESH);
  return folder;
}

/** The tree as it may have been before a pull request: one host of Speedscale's and one of a team's are others, and one team has no Sidecar. */
function earlier(folder: string): string {
  const edit = (path: string, from: string, to: string): void => {
    const file = join(folder, path);
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  };
  edit('mesh.yaml', 'sts.amazonaws.com', 'sns.us-east-1.amazonaws.com');
  edit('team-7/vendor.yaml', 'api-7.', 'api.');
  rmSync(join(folder, 'team-9/sidecar.yaml'));
  return folder;
}

/** A mesh that lets only registered hosts out, with Speedscale's namespace and its hosts. */
const MESH = `apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data:
  mesh: |
    outboundTrafficPolicy: { mode: REGISTRY_ONLY }
---
apiVersion: v1
kind: Namespace
metadata: { name: speedscale, labels: { istio-injection: enabled } }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: speedscale-external-svc-https, namespace: speedscale }
spec:
  exportTo: ["*"]
  hosts: [app.speedscale.com, "*.s3.us-east-1.amazonaws.com", sts.amazonaws.com]
  location: MESH_EXTERNAL
  ports: [{ number: 443, name: https, protocol: TLS }]
  resolution: NONE
`;

const replay = (namespace: string): string => `---
apiVersion: speedscale.com/v1
kind: TrafficReplay
metadata:
  name: nightly
  namespace: ${namespace}
spec:
  snapshotID: latest
  testConfigID: standard
`;

function filesOf(namespace: string, index: number, hasReplay: boolean): Readonly<Record<string, string>> {
  return {
    namespace: `apiVersion: v1
kind: Namespace
metadata:
  name: ${namespace}
  labels:
    istio-injection: enabled
${hasReplay ? replay(namespace) : ''}`,
    sidecar: `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: default
  namespace: ${namespace}
spec:
  egress:
    - hosts:
        - ./*
        - istio-system/*
        - speedscale/*
        - default/kubernetes.default.svc.cluster.local
`,
    vendor: `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: vendor
  namespace: ${namespace}
spec:
  hosts:
    - api-${index}.vendor.example.com
  exportTo:
    - .
  location: MESH_EXTERNAL
  ports:
    - number: 443
      name: https
      protocol: TLS
  resolution: DNS
`,
    route: `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: web
  namespace: ${namespace}
spec:
  hosts:
    - ${namespace}.example.com
    - web.${namespace}.svc.cluster.local
  gateways:
    - istio-system/public
    - mesh
  http:
    - route:
        - destination:
            host: web.${namespace}.svc.cluster.local
            port:
              number: 80
`,
    ...Object.fromEntries(['web', 'cart', 'search'].flatMap((name) => [
      [name, deployment(namespace, name, name === 'web')], [`${name}-service`, service(namespace, name)],
    ])),
  };
}

function deployment(namespace: string, name: string, isCaptured: boolean): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
    app: ${name}${isCaptured ? '\n  annotations:\n    sidecar.speedscale.com/inject: "true"' : ''}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: app
          image: "registry.example.com/${namespace}/${name}:1.2.3"
          ports:
            - containerPort: 8080
          env:
            - name: LOG_LEVEL
              value: info
          resources:
            limits: { cpu: 500m, memory: 128Mi }
`;
}

function service(namespace: string, name: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  selector:
    app: ${name}
  ports:
    - name: http
      port: 80
      targetPort: 8080
`;
}
