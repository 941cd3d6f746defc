import { checked, namespace, serviceEntry, virtualService } from './case';
import { KubernetesObject } from '../../src/kubernetes/object';
import { OutboundTrafficPolicy } from '../../src/settings/mesh-settings';
import { resolveMesh } from '../../src/settings/resolve-mesh';

const settings = { istio: { hasRootSidecar: false, outboundTrafficPolicy: OutboundTrafficPolicy.REGISTRY_ONLY } };
const TLS = { number: 443, name: 'https', protocol: 'TLS' };
const speedscale = serviceEntry('speedscale/hosts', { hosts: resolveMesh({}).speedscale.hosts, ports: [TLS], resolution: 'NONE' });
const net = (name: string, addresses: readonly string[], port: object = TLS) => serviceEntry(`shop/${name}`, { hosts: [`${name}.example.com`], ports: [port], resolution: 'NONE', addresses });

const found = (...objects: readonly KubernetesObject[]) => (
  checked({ settings, objects: [namespace('speedscale', { 'istio-injection': 'enabled' }), speedscale, ...objects] }, ['egress-host-in-range', 'egress-undecided']).findings);

test('the ranges that decide are named with all their objects, in one finding', () => {
  const route = virtualService('shop/route', {
    hosts: ['one.example.com'], tls: [{ match: [{ sniHosts: ['one.example.com'], destinationSubnets: ['203.0.113.0/24'] }], route: [{ destination: { host: 'one.example.com' } }] }],
  });
  const [finding, ...others] = found(net('one', []), net('two', ['52.0.0.0/8', '54.0.0.0/8']), route);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ id: 'egress-host-in-range', place: { object: 'VirtualService shop/route' } });
  expect(finding.fact).toContain('203.0.113.0/24 of VirtualService shop/route and 52.0.0.0/8 and 54.0.0.0/8 of ServiceEntry shop/two');
  expect(finding.fix).toContain('destinationSubnets of VirtualService shop/route and addresses of ServiceEntry shop/two');
});

test('not those on another port, nor such as let the hosts out all the same', () => {
  expect(found(net('db', ['52.0.0.0/8'], { number: 5432, name: 'tcp', protocol: 'TCP' }))).toEqual([]);
  expect(found(net('tcp', ['52.0.0.0/8'], { ...TLS, protocol: 'TCP' }))).toEqual([]);
});

test('the one address of the host\'s own entry is no range to narrow', () => {
  const entry = serviceEntry('shop/app', { hosts: ['sts.amazonaws.com'], ports: [TLS], resolution: 'NONE', addresses: ['203.0.113.4'] });
  const without = { ...speedscale, spec: { ...speedscale.spec as object, hosts: resolveMesh({}).speedscale.hosts.filter((host) => host !== 'sts.amazonaws.com') } };
  const { findings } = checked({ settings, objects: [namespace('speedscale', { 'istio-injection': 'enabled' }), without, entry] }, ['egress-host-in-range', 'egress-undecided']);
  expect(findings.map(({ id }) => id)).toEqual(['egress-undecided']);
});
