import { ApiObject, Chart, Testing } from 'cdk8s';
import { VirtualServiceHosts } from '../../src';
import { thrownIds } from '../message/ids';

const route = (host: string, match?: readonly object[]) => ({ ...(match === undefined ? {} : { match }), route: [{ destination: { host } }] });
const spec = { hosts: ['shop.example.com'], gateways: ['ingress/public'], http: [route('web')] };

function virtualService(chart: Chart, given: object = spec, id = 'web', namespace: string | undefined = 'shop'): ApiObject {
  return new ApiObject(chart, id, { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: id, namespace }, spec: given });
}

const WEB = 'web.shop.svc.cluster.local';

test.each<[string, object, string | undefined, readonly string[], readonly string[] | undefined]>([
  ['the host that its routes lead to', spec, undefined, ['shop.example.com', WEB], ['ingress/public', 'mesh']],
  ['a short name that is stated, completed', spec, 'web', ['shop.example.com', WEB], ['ingress/public', 'mesh']],
  ['a full name', spec, 'web.bank.svc.cluster.local', ['shop.example.com', 'web.bank.svc.cluster.local'], ['ingress/public', 'mesh']],
  ['no host where a short one means it', { ...spec, hosts: ['shop.example.com', 'web'] }, undefined, ['shop.example.com', 'web'], ['ingress/public', 'mesh']],
  ['no host where a wildcard covers it', { ...spec, hosts: ['*.shop.svc.cluster.local'] }, undefined, ['*.shop.svc.cluster.local'], ['ingress/public', 'mesh']],
  ['nothing where it holds both', { ...spec, hosts: [WEB], gateways: ['mesh', 'public'] }, undefined, [WEB], ['mesh', 'public']],
  ['no gateway where it is bound to the mesh by having none', { hosts: ['shop.example.com'], http: [route('web')] }, undefined, ['shop.example.com', WEB], undefined],
])('a VirtualService gets %s', (_, given, host, hosts, gateways) => {
  const service = virtualService(Testing.chart(), given);
  const inMesh = new VirtualServiceHosts({ host });
  expect(inMesh.supports(service)).toBe(true);
  inMesh.applyTo(service);
  inMesh.applyTo(service);
  expect(service.toJson().spec).toMatchObject({ hosts });
  expect(service.toJson().spec.gateways).toEqual(gateways);
});

test.each<[string, object, string | undefined, string]>([
  ['a delegate', { http: [route('web')] }, undefined, 'virtual-service-without-hosts'],
  ['every host', { ...spec, hosts: ['*'] }, undefined, 'virtual-service-holds-every-host'],
  ['routes to several hosts', { ...spec, http: [route('web'), route('web-canary')] }, undefined, 'virtual-service-host-unclear'],
  ['routes to none', { ...spec, http: [{ redirect: {} }] }, undefined, 'virtual-service-host-unclear'],
  ['a half-qualified host', spec, 'web.shop', 'virtual-service-host-not-in-mesh'],
  ['a route to a half-qualified host', { ...spec, http: [route('web.shop.svc')] }, undefined, 'virtual-service-host-not-in-mesh'],
  ['an external destination', { ...spec, http: [route('api.example.com')] }, undefined, 'virtual-service-host-not-in-mesh'],
  ['a wildcard', spec, '*.shop.svc.cluster.local', 'virtual-service-host-not-in-mesh'],
  ['routes for gateways alone', { ...spec, http: [route('web', [{ gateways: ['ingress/public'] }])] }, undefined, 'virtual-service-routes-not-for-mesh'],
])('%s is refused, and nothing is changed', (_, given, host, id) => {
  const service = virtualService(Testing.chart(), given);
  expect(thrownIds(() => new VirtualServiceHosts({ host }).applyTo(service))).toEqual([id]);
  expect(service.toJson().spec).toEqual(given);
});

test('a short name needs a namespace to be completed in', () => {
  const service = new ApiObject(Testing.chart(), 'web', { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', spec });
  expect(thrownIds(() => new VirtualServiceHosts().applyTo(service))).toEqual(['namespace-not-given']);
});

test('what is no VirtualService is not supported', () => {
  const object = new ApiObject(Testing.chart(), 'web', { apiVersion: 'v1', kind: 'Service' });
  expect(new VirtualServiceHosts().supports(object)).toBe(false);
  expect(thrownIds(() => new VirtualServiceHosts().applyTo(object))).toEqual(['virtual-service-not-one']);
});

test.each<[string, object, readonly string[]]>([
  ['the in-mesh host', { hosts: ['web'] }, ['virtual-service-host-taken']],
  ['the external host', { hosts: ['shop.example.com'], gateways: ['mesh'] }, ['virtual-service-host-taken']],
  ['a wildcard over it', { hosts: ['*.shop.svc.cluster.local'] }, ['virtual-service-host-taken']],
])('another VirtualService of the mesh that holds %s is an error, now or when it is defined later', (_, other, ids) => {
  const before = Testing.chart();
  virtualService(before, other, 'other');
  const service = virtualService(before);
  expect(thrownIds(() => new VirtualServiceHosts().applyTo(service))).toEqual(ids);

  const after = Testing.chart();
  new VirtualServiceHosts().applyTo(virtualService(after));
  expect(Testing.synth(after)).toHaveLength(1);
  virtualService(after, other, 'other');
  expect(() => Testing.synth(after)).toThrow('virtual-service-host-taken');
});

test.each<[string, object, string]>([
  ['is bound to a gateway alone', { hosts: [WEB], gateways: ['public'] }, 'shop'],
  ['holds other hosts', { hosts: ['cart'] }, 'shop'],
  ['is a short name of another namespace', { hosts: ['web'] }, 'bank'],
  ['is exported to namespaces that do not see this one', { hosts: [WEB], exportTo: ['.'] }, 'bank'],
])('another VirtualService that %s is none', (_, other, namespace) => {
  const chart = Testing.chart();
  virtualService(chart, other, 'other', namespace);
  const service = virtualService(chart, { ...spec, exportTo: ['.'] });
  new VirtualServiceHosts().applyTo(service);
  expect(service.toJson().spec.hosts).toContain(WEB);
});
