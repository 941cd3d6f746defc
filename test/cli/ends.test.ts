import { type } from './transcript';
import { folderOf } from '../files/folder';

const settings = `apiVersion: cdk8s-speedscale/v1alpha1
kind: SpeedscaleOnIstio
spec:
  istio: { version: "1.30", outboundTrafficPolicy: REGISTRY_ONLY, hasRootSidecar: false, cni: false }
  speedscale: { namespaceLabels: { istio-injection: enabled } }
  namespaces: [{ name: shop, labels: { istio-injection: enabled }, replay: true }]
  manifests: [{ path: m.yaml }]
`;
const s3 = 's3.us-east-1.amazonaws.com';
const hosts = ['app.speedscale.com', 'downloads.speedscale.com', ...['firehose', 'sqs', 'sns', 's3', '*.s3', 'sts', 'monitoring'].map((name) => `${name}.us-east-1.amazonaws.com`), 'sts.amazonaws.com'];
const object = (kind: string, title: string, spec: object, apiVersion = 'networking.istio.io/v1') => {
  const [namespace, name] = title.split('/');
  return JSON.stringify({ apiVersion, kind, metadata: { name, namespace }, spec });
};
const entry = (title: string, spec: object) => object('ServiceEntry', title, { location: 'MESH_EXTERNAL', ports: [{ name: 'tls', number: 443, protocol: 'TLS' }], resolution: 'NONE', ...spec });
const all = entry('speedscale/speedscale-hosts', { hosts });
const without = entry('speedscale/speedscale-hosts', { hosts: hosts.filter((host) => host !== s3) });
const minio = object('Service', 'pay/minio', { ports: [{ name: 'https', port: 443 }], selector: { app: 'minio' } }, 'v1');
const folderWith = (...documents: readonly string[]) => folderOf({ 'speedscale.yaml': settings, 'm.yaml': documents.join('\n---\n') });

interface Found { readonly id: string; readonly object?: string }
async function found(...documents: readonly string[]) {
  const { stdout, exitCode } = await type(`check -c ${folderWith(...documents)}/speedscale.yaml --format json`);
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly Found[] };
  return { exitCode, elsewhere: [...new Set(findings.filter(({ id }) => id === 'egress-host-ends-elsewhere').map((each) => each.object))] };
}

describe('a call of Speedscale\'s that Istio lets through, and that ends elsewhere, is an error at what leads it there', () => {
  test.each<[string, string, readonly string[]]>([
    ['a TLS route to a Service', 'VirtualService pay/s3', [all, minio, object('VirtualService', 'pay/s3', { hosts: [s3], tls: [{ match: [{ port: 443, sniHosts: [s3] }], route: [{ destination: { host: 'minio.pay.svc.cluster.local', port: { number: 443 } } }] }] })]],
    ['a TLS route to another registered host', 'VirtualService pay/s3', [all, entry('pay/other', { hosts: ['other.example.com'], resolution: 'DNS' }),
      object('VirtualService', 'pay/s3', { hosts: [s3], tls: [{ match: [{ port: 443, sniHosts: [s3] }], route: [{ destination: { host: 'other.example.com', port: { number: 443 } } }] }] })]],
    ['an entry with endpoints', 'ServiceEntry pay/minio', [without, entry('pay/minio', { hosts: [s3], resolution: 'STATIC', endpoints: [{ address: '10.9.9.9' }] })]],
    ['an entry that selects workloads', 'ServiceEntry pay/minio', [without, entry('pay/minio', { hosts: [s3], resolution: 'STATIC', workloadSelector: { labels: { app: 'minio' } } })]],
    ['an entry whose endpoint has a name', 'ServiceEntry pay/minio', [without, entry('pay/minio', { hosts: [s3], resolution: 'DNS', endpoints: [{ address: 'minio.example.com' }] })]],
  ])('%s', async (_, title, documents) => {
    expect(await found(...documents)).toEqual({ exitCode: 1, elsewhere: [title] });
  });

  test.each<[string, readonly string[]]>([
    ['an entry of all hosts', [all]],
    ['an entry that resolves the host itself', [without, entry('pay/s3', { hosts: [s3], resolution: 'DNS' })]],
    ['a wildcard of another namespace', [entry('istio-system/wide', { hosts: ['*.amazonaws.com', '*.speedscale.com'] })]],
    ['a route that a gateway alone has', [all, minio, object('VirtualService', 'pay/s3', { hosts: [s3], gateways: ['pay/in'], tls: [{ match: [{ port: 443, sniHosts: [s3] }], route: [{ destination: { host: 'minio.pay.svc.cluster.local', port: { number: 443 } } }] }] })]],
  ])('but not %s', async (_, documents) => {
    expect(await found(...documents)).toEqual({ exitCode: 0, elsewhere: [] });
  });
});

describe('explain says in its first line', () => {
  const headline = async (call: string, ...documents: readonly string[]) => (await type(`explain -c ${folderWith(...documents)}/speedscale.yaml ${call}`)).stdout.split('\n')[0];
  const tcp = (title: string, host: string) => entry(title, { hosts: [host], ports: [{ name: 'tcp', number: 3306, protocol: 'TCP' }], resolution: 'DNS' });

  test('which objects may serve the call, where their age decides', async () => {
    const line = await headline('shop stats.db.example:3306 --protocol TCP', tcp('shop/a', 'main.db.example'), tcp('shop/b', 'stats.db.example'));
    expect(line).toMatch(/: allowed; which of these serves it depends on their age: main\.db\.example of ServiceEntry shop\/a .*, stats\.db\.example of ServiceEntry shop\/b/);
  });

  test('where it ends, where that is another host', async () => {
    const line = await headline(`shop ${s3}`, all, minio, object('VirtualService', 'pay/s3', { hosts: [s3], tls: [{ match: [{ port: 443, sniHosts: [s3] }], route: [{ destination: { host: 'minio.pay.svc.cluster.local', port: { number: 443 } } }] }] }));
    expect(line).toMatch(/: allowed; it ends at minio\.pay\.svc\.cluster\.local of Service pay\/minio/);
  });

  test('nothing more where it ends where it was meant to', async () => {
    expect(await headline(`shop ${s3}`, all)).toMatch(/: allowed$/);
    expect(await headline('shop bucket.s3.us-east-1.amazonaws.com', all)).toMatch(/: allowed$/);
  });
});

test.each([['a', 'z'], ['z', 'a']])('a second entry of a host is reported by --diff-base whatever the names: %s before %s', async (old, fresh) => {
  const http = (namespace: string) => entry(`${namespace}/search`, { hosts: ['search.example.com'], ports: [{ name: 'http', number: 80, protocol: 'HTTP' }], resolution: 'DNS' });
  const web = object('Deployment', 'shop/web', { selector: {}, template: { spec: { containers: [{ name: 'web', image: 'x' }] } } }, 'apps/v1');
  const [base, now] = [folderWith(all, web, http(old)), folderWith(all, web, http(old), http(fresh))];
  const { stdout } = await type(`check ${now}/m.yaml -c ${now}/speedscale.yaml --diff-base ${base}/m.yaml`);
  expect(stdout).toContain('egress-served-otherwise');
  for (const title of [`ServiceEntry ${old}/search`, `ServiceEntry ${fresh}/search`]) expect(stdout).toContain(title);
});
