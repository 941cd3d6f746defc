import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type } from '../cli/transcript';
import { folderOf } from '../files/folder';

const example = 'examples/least-privilege';
const inExample = (path: string) => readFileSync(join(example, path), 'utf8');

/** The page from its beginning to the end of a section: what a reader has done by then. */
const [, ...sections] = readFileSync('docs/least-privilege.md', 'utf8').split(/^(?=# |## )/m);
const upTo = (heading: string) => {
  const index = sections.findIndex((section) => section.startsWith(`## ${heading}\n`));
  expect([heading, index]).not.toEqual([heading, -1]);
  return sections.slice(0, index + 1).join('');
};

/** The folder of the example after the files and the removals that the page shows, with what synth writes then. */
async function after(heading: string | undefined): Promise<string> {
  const folder = folderOf({ 'speedscale.yaml': inExample('speedscale.yaml'), 'deploy/mesh.yaml': inExample('deploy/mesh.yaml') });
  const steps = heading === undefined ? [] : [...upTo(heading).matchAll(/^```yaml examples\/least-privilege\/(\S+)\n([^]*?)^```|^\$ rm (\S+)/gm)];
  for (const [, file, content, removed] of steps) {
    if (removed === undefined) writeFileSync(join(folder, file), content);
    else unlinkSync(join(folder, removed));
  }
  expect((await type(`synth -c ${folder}/speedscale.yaml -o ${folder}/deploy`)).exitCode).toBe(0);
  return folder;
}

const S3 = 'bucket.s3.us-east-1.amazonaws.com';
const FORWARDER = 'speedscale-forwarder.speedscale.svc.cluster.local:80';

/** After a section: the pod, the host, and the outcome that the page claims. */
const claims: readonly (readonly [string | undefined, string, string, string])[] = [
  [undefined, 'shop/checkout', S3, 'allowed'],
  [undefined, 'shop/checkout', 'sqs.us-east-1.amazonaws.com', 'allowed'],
  [undefined, 'shop/checkout', 'sns.us-east-1.amazonaws.com', 'allowed'],
  [undefined, 'shop/checkout', 'sts.amazonaws.com', 'allowed'],
  [undefined, 'banking/ledger', S3, 'blocked'],
  ['Capture needs none of these hosts', 'shop/checkout', S3, 'blocked'],
  ['Capture needs none of these hosts', 'shop/checkout', 'app.speedscale.com', 'blocked'],
  ['Capture needs none of these hosts', 'shop/checkout', FORWARDER, 'allowed'],
  ['Capture needs none of these hosts', 'speedscale', 'app.speedscale.com', 'allowed'],
  ['A namespace for replays', 'shop/checkout', S3, 'blocked'],
  ['A namespace for replays', 'shop-replay', S3, 'allowed'],
  ['A Sidecar for your own pods', 'shop/checkout', S3, 'blocked'],
  ['A Sidecar for your own pods', 'shop/checkout', FORWARDER, 'allowed'],
  ['A Sidecar for your own pods', 'shop', S3, 'allowed'],
  ['Fewer hosts', 'shop/checkout', S3, 'blocked'],
  ['Fewer hosts', 'shop/checkout', 'our-tenant.s3.us-east-1.amazonaws.com', 'allowed'],
  ['Fewer hosts', 'shop/checkout', 's3.us-east-1.amazonaws.com', 'allowed'],
  ['Fewer hosts', 'shop/checkout', 'our-tenant.s3.eu-west-1.amazonaws.com', 'blocked'],
  ['NetworkPolicy', 'shop/checkout', 'app.speedscale.com', 'allowed'],
];

test.each(claims)('after "%s", the call of %s to %s is %s with %s', async (heading, pod, host, outcome) => {
  const { stdout } = await type(`explain ${pod} ${host} -c ${await after(heading)}/speedscale.yaml --format json`);
  expect(JSON.parse(stdout)).toMatchObject({ outcome });
});

const idsOf = async (line: string) => (JSON.parse((await type(`check ${line} --format json`)).stdout) as { readonly findings: readonly { readonly id: string }[] }).findings.map(({ id }) => id);

test('a NetworkPolicy is named and not applied', async () => {
  const { stdout } = await type(`explain shop/checkout app.speedscale.com -c ${await after('NetworkPolicy')}/speedscale.yaml --format json`);
  expect(JSON.parse(stdout)).toMatchObject({ notDecided: [{ kind: 'NetworkPolicy', namespace: 'shop', name: 'inside-only' }] });
});

test('with a Sidecar for own pods, what the replay\'s pods reach is unknown to check', async () => {
  expect(await idsOf(`-c ${await after('A Sidecar for your own pods')}/speedscale.yaml`)).toContain('egress-undecided');
  expect(await idsOf(`-c ${await after(undefined)}/speedscale.yaml`)).not.toContain('egress-undecided');
});

test('exported to "*", the hosts are open to a namespace without Speedscale', async () => {
  const folder = await after(undefined);
  const settings = inExample('speedscale.yaml').replace('  namespaces:', '  speedscale: { exportTo: ["*"] }\n  namespaces:');
  writeFileSync(join(folder, 'speedscale.yaml'), settings);
  await type(`synth -c ${folder}/speedscale.yaml -o ${folder}/deploy`);
  expect(JSON.parse((await type(`explain banking/ledger ${S3} -c ${folder}/speedscale.yaml --format json`)).stdout)).toMatchObject({ outcome: 'allowed' });
});

/** An egress gateway's Service, and a route to it. */
const gateway = `apiVersion: v1
kind: Service
metadata: { name: istio-egressgateway, namespace: istio-system }
spec: { selector: { istio: egressgateway }, ports: [{ name: tls, port: 443 }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: by-gateway, namespace: shop }
spec:
  hosts: [app.speedscale.com]
  gateways: [mesh]
  tls:
    - match: [{ port: 443, sniHosts: [app.speedscale.com] }]
      route: [{ destination: { host: istio-egressgateway.istio-system.svc.cluster.local, port: { number: 443 } } }]
`;

test.each([
  ['is unknown from the gateway on', 'replay: true', { outcome: 'unknown', reason: 'continues-at-gateway' }],
  ['stays blocked where the caller does not see the entry', 'egress: []', { outcome: 'blocked' }],
])('a call that is routed to an egress gateway %s', async (_, namespace, expected) => {
  const folder = await after(undefined);
  writeFileSync(join(folder, 'deploy/gateway.yaml'), gateway);
  const settings = inExample('speedscale.yaml').replace('replay: true', namespace).replace('  namespaces:', '  speedscale: { exportToAlso: [istio-system] }\n  namespaces:');
  writeFileSync(join(folder, 'speedscale.yaml'), settings);
  await type(`synth -c ${folder}/speedscale.yaml -o ${folder}/deploy`);
  const { stdout } = await type(`explain shop/checkout app.speedscale.com -c ${folder}/speedscale.yaml --format json`);
  expect(JSON.parse(stdout)).toMatchObject(expected);
});
