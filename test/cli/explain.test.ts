import { injected, registryOnly } from './mesh';
import { type } from './transcript';
import { folderOf } from '../files/folder';

const manifests = `${registryOnly}${injected('shop')}---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web }] } }
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: shop }
spec: { egress: [{ hosts: ["./*"] }] }
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: wide, namespace: shop }
spec: { workloadSelector: { labels: { tier: front } }, egress: [{ hosts: ["*/*"] }] }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: hosts, namespace: speedscale }
spec:
  hosts: [app.speedscale.com]
  ports: [{ name: https, number: 443, protocol: TLS }]
  resolution: NONE
`;
const explain = (words: string, text = manifests) => {
  const folder = folderOf({ 'mesh.yaml': text });
  return type(`explain ${words} ${folder}/mesh.yaml`).then((outcome) => ({ ...outcome, stdout: outcome.stdout.replaceAll(folder, 'FOLDER') }));
};

test('the verdict and each step, with file and line of each object', async () => {
  expect((await explain('shop/web app.speedscale.com')).stdout).toBe(`Deployment shop/web -> app.speedscale.com:443 (TLS): blocked (registry-only)
  1. Sidecar: Sidecar shop/default (FOLDER/mesh.yaml:17:1); not Sidecar shop/wide (FOLDER/mesh.yaml:22:1): selector-does-not-match
  2. outboundTrafficPolicy: REGISTRY_ONLY, from the mesh
  3. registered by: nobody that these pods see; not ServiceEntry speedscale/hosts (FOLDER/mesh.yaml:27:1): not-imported
  4. listener: virtualOutbound
  5. cluster: BlackHoleCluster
`);
});

test('a pod can be named by its namespace and labels', async () => {
  expect((await explain('shop app.speedscale.com --labels tier=front')).stdout).toMatch(/^a pod in shop with the labels tier=front -> app.speedscale.com:443 \(TLS\): allowed\n/);
});

test('as JSON, with the places of the objects', async () => {
  const { outcome, reason, call, places } = JSON.parse((await explain('shop/web app.speedscale.com:80 --format json')).stdout) as Record<string, unknown>;
  expect({ outcome, reason, call }).toEqual({
    outcome: 'blocked', reason: 'registry-only', call: { callers: 'Deployment shop/web', namespace: 'shop', host: 'app.speedscale.com', port: 80, protocol: 'HTTP' },
  });
  expect(places).toMatchObject({ 'Sidecar shop/default': { line: 17, column: 1 } });
});

test('what is not in sight makes it unknown, and is said', async () => {
  const { stdout } = await explain('shop/web app.speedscale.com', manifests.slice(manifests.indexOf('---\n') + 4));
  expect(stdout).toMatch(/: unknown, since the mesh's outboundTrafficPolicy is not in sight\n/);
});

test('a pod that no sidecar holds is not restricted, and it is said why', async () => {
  expect((await explain('shop/web app.speedscale.com', manifests.replace('istio-injection: enabled', 'team: shop'))).stdout)
    .toBe('Deployment shop/web -> app.speedscale.com:443 (TLS): not-enforced (not-injected)\n');
});

test.each([
  ['shop/wbe app.speedscale.com', 'pod-not-in-sight'],
  ['shop/web https://app.speedscale.com', 'target-not-a-host'],
  ['shop/web app.speedscale.com:0', 'target-not-a-host'],
  ['shop app.speedscale.com --labels app', 'labels-not-pairs'],
  ['shop app.speedscale.com --address db.example.com', 'address-not-an-ip'],
  ['shop app.speedscale.com --address 10.0.0.0/8', 'address-not-an-ip'],
  ['shop app.speedscale.com --address 10.0.0.1:443', 'address-not-an-ip'],
])('%s is refused, exit 2', async (words, id) => {
  expect(await explain(words)).toEqual({ stdout: '', stderr: expect.stringContaining(id), exitCode: 2 });
});

test('of a workload that names no namespace, it is said that it does not', async () => {
  const { stderr } = await explain('shop/web app.speedscale.com', manifests.replaceAll('name: web, namespace: shop', 'name: web'));
  expect(stderr).toContain('"shop/web" is no workload in sight: Deployment web names no namespace');
});

test('two workloads of one name are told apart by labels alone', async () => {
  const { stderr } = await explain('shop/web app.speedscale.com', `${manifests}---${manifests.split('---')[2].replace('Deployment', 'StatefulSet')}`);
  expect(stderr).toContain('pod-not-one');
});

describe('a call that depends on the address', () => {
  const entry = `${registryOnly}${injected('shop')}---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: istio-system }
spec: { egress: [{ hosts: ["*/*"] }] }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: internet, namespace: shop }
spec:
  hosts: [internet.example.com]
  addresses: ["64.0.0.0/2", "128.0.0.0/1"]
  ports: [{ name: tcp, number: 443, protocol: TCP }]
  resolution: NONE
---
apiVersion: v1
kind: Service
metadata: { name: kafka, namespace: shop }
spec: { clusterIP: None, ports: [{ name: tcp, port: 9092 }] }
`;

  test('names the ranges that decide, and the option that settles it', async () => {
    const { stdout } = await explain('shop example.net', entry);
    expect(stdout).toContain(': unknown, since it depends on the address that the name is resolved to\n');
    expect(stdout).toContain('  it ends otherwise in 64.0.0.0/2 and 128.0.0.0/1 of ServiceEntry shop/internet (FOLDER/mesh.yaml:15:1)\n');
    expect(stdout).toContain('--address');
  });

  test('as JSON, too, with the place of their object', async () => {
    const { ranges, places } = JSON.parse((await explain('shop example.net --format json', entry)).stdout) as Record<string, unknown>;
    const object = { kind: 'ServiceEntry', namespace: 'shop', name: 'internet' };
    expect(ranges).toEqual([{ range: '64.0.0.0/2', object }, { range: '128.0.0.0/1', object }]);
    expect(places).toMatchObject({ 'ServiceEntry shop/internet': { line: 15 } });
  });

  test('is decided for the address that is given, which the answer shows', async () => {
    expect((await explain('shop example.net --address 203.0.113.10', entry)).stdout).toMatch(/: allowed/);
    expect((await explain('shop example.net --address 52.1.2.3', entry)).stdout).toMatch(/: blocked/);
    const { call, outcome } = JSON.parse((await explain('shop example.net --address 52.1.2.3 --format json', entry)).stdout) as Record<string, unknown>;
    expect({ call, outcome }).toMatchObject({ call: { host: 'example.net', address: '52.1.2.3' }, outcome: 'blocked' });
  });

  test('of the name of a pod, is that of the pod', async () => {
    expect((await explain('shop kafka-0.kafka:9092 --protocol TCP --address 10.1.0.2', entry)).stdout).toMatch(/: allowed/);
  });

  test('may be one that is not intercepted', async () => {
    const excluded = `${entry}---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web }, annotations: { traffic.sidecar.istio.io/excludeOutboundIPRanges: 203.0.113.0/24 } }
    spec: { containers: [{ name: web, image: web }] }
`;
    expect((await explain('shop/web example.net', excluded)).stdout).toMatch(/: unknown, [^]*--address/);
    expect((await explain('shop/web example.net --address 203.0.113.10', excluded)).stdout).toMatch(/: not-enforced \(addresses-excluded\)/);
    expect((await explain('shop/web 203.0.113.10', excluded)).stdout).toMatch(/: not-enforced \(addresses-excluded\)/);
    expect((await explain('shop/web example.net --address 203.0.114.10', excluded)).stdout).toMatch(/: allowed/);
  });
});
