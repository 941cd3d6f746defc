import { core, exported, Place, Scenario, serviceName, Spec } from './place';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { destinationRule, istio, virtualService } from '../cases/objects';

/** A way out by a gateway: Gateway, VirtualService for both legs, and the entry of the host; the gateway's Service is often elsewhere. */
export function egressGateway(place: Place): Scenario {
  const { random } = place;
  const owner = place.namespace();
  const gateway = random.weighted([[3, 'istio-system/istio-egressgateway'], [1, 'egress/egress-gateway'], [1, `${owner}/egress`]]);
  const host = random.weighted([[4, 'api.payments.example.com'], [2, 'app.speedscale.com'], [2, '*.storage.example.net'], [1, '*.example.org']]);
  const called = host.replace('*', 'eu');
  const isTls = random.chance(0.6);
  const rule = path(place, 'Gateway', owner, 'out');
  const subset = random.chance(0.3) ? 'payments' : undefined;
  const route = { gateway: rule, host, destination: serviceName(gateway), subset };
  return {
    objects: [
      ...(random.chance(0.75) ? [service(place, gateway)] : []),
      istio('Gateway', rule, { selector: { istio: 'egressgateway' }, servers: [server(isTls, random.chance(0.2) ? '*' : host)] }),
      virtualService(path(place, 'VirtualService', owner, 'out'), [host], { ...gatewaysOf(place, rule), ...(isTls ? tlsLegs(place, route) : httpLegs(place, route)), ...exported(place, owner) }),
      ...(random.chance(0.9) ? [entry(place, host, isTls)] : []),
      ...(subset !== undefined && random.chance(0.8) ? [subsetRule(place, owner, serviceName(gateway), subset)] : []),
    ],
    callees: [
      { hosts: [called], port: isTls ? 443 : 80, protocol: isTls ? 'TLS' : 'HTTP' }, { hosts: [called], port: isTls ? 80 : 443, protocol: isTls ? 'HTTP' : 'TLS' },
      { hosts: [serviceName(gateway)], port: 443, protocol: 'TLS' },
    ],
  };
}

function path(place: Place, kind: string, namespace: string, name: string): string {
  return place.path(kind, namespace, name);
}

function service(place: Place, gateway: string): KubernetesObject {
  const [namespace, name] = gateway.split('/');
  const ports = [{ name: 'http2', port: 80 }, { name: 'https', port: 443 }, ...(place.random.chance(0.3) ? [{ name: 'tls', port: 15443 }] : [])];
  return core('Service', place.path('Service', namespace, name), { clusterIP: place.serviceAddress(), selector: { istio: 'egressgateway' }, ports });
}

function server(isTls: boolean, host: string): Spec {
  return isTls ? { port: { number: 443, name: 'tls', protocol: 'TLS' }, hosts: [host], tls: { mode: 'PASSTHROUGH' } } : { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: [host] };
}

/** Some forget `mesh`, and then no sidecar sees the routes. */
function gatewaysOf(place: Place, gateway: string): Spec {
  return { gateways: place.random.weighted<readonly string[]>([[8, ['mesh', gateway]], [1, [gateway]], [1, [gateway.split('/')[1], 'mesh']]]) };
}

interface Legs { readonly gateway: string; readonly host: string; readonly destination: string; readonly subset: string | undefined }

function tlsLegs({ random, namespaces }: Place, { gateway, host, destination, subset }: Legs): Spec {
  const only = random.weighted<Spec>([
    [7, {}], [1, { sourceLabels: { app: 'web' } }], [1, { sourceNamespace: random.pick(namespaces) }], [1, { destinationSubnets: ['198.51.100.0/24'] }],
  ]);
  return {
    tls: [
      { match: [{ gateways: ['mesh'], port: 443, sniHosts: [host], ...only }], route: [{ destination: { host: destination, ...(subset !== undefined && { subset }), port: { number: 443 } } }] },
      { match: [{ gateways: [gateway], port: 443, sniHosts: [host] }], route: [{ destination: { host, port: { number: 443 } }, weight: 100 }] },
    ],
  };
}

function httpLegs({ random }: Place, { gateway, host, destination, subset }: Legs): Spec {
  const port = random.chance(0.8) ? { port: 80 } : {};
  const only = random.weighted<Spec>([[8, {}], [1, { sourceLabels: { app: 'web' } }], [1, { uri: { prefix: '/' } }]]);
  return {
    http: [
      { match: [{ gateways: ['mesh'], ...port, ...only }], route: [{ destination: { host: destination, ...(subset !== undefined && { subset }), port: { number: 80 } } }] },
      { match: [{ gateways: [gateway], ...port }], route: [{ destination: { host, port: { number: random.pick([80, 443]) } } }] },
    ],
  };
}

function entry(place: Place, host: string, isTls: boolean): KubernetesObject {
  const namespace = place.random.chance(0.7) ? place.namespace() : place.root;
  const ports = [...(isTls || place.random.chance(0.5) ? [{ number: 443, name: 'tls', protocol: 'TLS' }] : []), ...(!isTls || place.random.chance(0.5) ? [{ number: 80, name: 'http', protocol: 'HTTP' }] : [])];
  return istio('ServiceEntry', place.path('ServiceEntry', namespace, 'by-gateway'), {
    hosts: [host], ports, location: 'MESH_EXTERNAL', resolution: host.startsWith('*') ? 'NONE' : place.random.pick(['DNS', 'NONE']), ...exported(place, namespace, true),
  });
}

function subsetRule(place: Place, namespace: string, host: string, subset: string): KubernetesObject {
  return destinationRule(place.path('DestinationRule', namespace, 'gateway'), host, { subsets: [{ name: subset }], ...exported(place, namespace) });
}
