import { Random, Weighted } from './random';

/** Few hosts, ports and names, so that objects collide as often as not. */
export const namespaces = ['shop', 'billing', 'speedscale', 'egress', 'istio-system', 'default'];

/** Hosts outside the cluster, wildcards and hosts below them. */
export const externalHosts: readonly Weighted<string>[] = [
  [10, 'app.speedscale.com'],
  [4, '*.speedscale.com'],
  [10, 'logs.s3.amazonaws.com'],
  [8, '*.s3.amazonaws.com'],
  [6, '*.amazonaws.com'],
  [6, 's3.amazonaws.com'],
  [6, 'api.vendor.com'],
  [4, '*.vendor.com'],
  [2, '*endor.com'],
];

/** Names below the wildcards, and names of nobody, that calls use besides. */
export const calledHosts = [
  'a.s3.amazonaws.com', 'b.logs.s3.amazonaws.com', 'firehose.amazonaws.com', 'x.speedscale.com', 'speedscale.com', 'vendor.com', 'other.example.com',
];

export const serviceNames = ['cart', 'orders', 'db', 'api'];

export const ports: readonly Weighted<number>[] = [[10, 443], [6, 80], [3, 8080], [2, 5432]];

/** Addresses of nobody in the mesh; 198.51.100.0/24 is never in a ServiceEntry (RFC 5737). */
export const outside = '198.51.100.10';

/** Addresses that ServiceEntries give to their hosts: the same few, single and as ranges. */
export const addresses: readonly Weighted<string>[] = [
  [3, '203.0.113.10'], [2, '203.0.113.20'], [3, '203.0.113.0/24'], [1, '203.0.113.0/28'], [1, '203.0.113.10/32'], [1, '203.0.0.0/16'], [1, '10.96.0.1'],
];

/** What calls go to besides: in the ranges above, and not. */
export const calledAddresses = ['203.0.113.10', '203.0.113.20', '203.0.113.200', '203.0.1.1', outside, '10.96.0.1', '10.96.0.2', '10.0.0.7'];

export const labelSets: readonly Readonly<Record<string, string>>[] = [{ app: 'web' }, { app: 'web', version: 'v1' }, { app: 'worker' }, {}];

export function fullName(name: string, namespace: string): string {
  return `${name}.${namespace}.svc.cluster.local`;
}

/** `exportTo` as an object has it: mostly not at all. */
export function exported(random: Random, own: string): { readonly exportTo?: readonly string[] } {
  const exportTo = random.weighted<readonly string[] | undefined>([
    [60, undefined],
    [8, ['*']],
    [10, ['.']],
    [5, [random.pick(namespaces)]],
    [8, ['.', random.pick(namespaces)]],
    [4, random.some(namespaces, 2)],
    [1, [own, '.']],
    [2, ['~']],
  ]);
  return exportTo === undefined ? {} : { exportTo };
}
