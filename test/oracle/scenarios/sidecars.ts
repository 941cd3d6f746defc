import { Callee, Place, Spec } from './place';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { istio } from '../cases/objects';
import { Weighted } from '../generate/random';

/** Sidecars of the root namespace, of teams and of workloads, in each form that there is. */
export function sidecars(place: Place, callees: readonly Callee[]): readonly KubernetesObject[] {
  const { random } = place;
  const root = random.chance(0.35) ? [place.root] : [];
  const own = random.some(place.namespaces, random.weighted([[4, 0], [4, 1], [1, 2]]));
  return [...root, ...own].flatMap((namespace) => random.times(random.weighted([[5, 1], [1, 2], [1, 3]]), (index) =>
    istio('Sidecar', place.path('Sidecar', namespace, index === 0 ? 'default' : 'workload'), sidecar(place, callees, index > 0))));
}

function sidecar(place: Place, callees: readonly Callee[], isOfWorkload: boolean): Spec {
  const { random } = place;
  const labels = { app: random.pick(['web', 'worker']) };
  const selector = isOfWorkload || random.chance(0.1)
    ? random.weighted<Spec>([[6, { workloadSelector: { labels } }], [1, { workloadSelector: {} }], [1, {}]]) : {};
  const policy = random.weighted<Spec>([
    [8, {}], [2, { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }], [2, { outboundTrafficPolicy: { mode: 'ALLOW_ANY' } }], [1, { outboundTrafficPolicy: {} }],
    [0.5, { outboundTrafficPolicy: { mode: 'ALLOW_ANY', egressProxy: { host: 'istio-egressgateway.istio-system.svc.cluster.local', port: { number: 443 } } } }],
  ]);
  const egress = random.weighted<() => Spec>([
    [10, () => ({ egress: [{ hosts: hosts(place, callees) }] })],
    [5, () => ({ egress: [...ports(place, callees), ...(random.chance(0.75) ? [{ hosts: hosts(place, callees) }] : [])] })],
    [2, () => ({ egress: [loopback(place, callees)] })], [1, () => ({})],
  ])();
  const spec = { ...selector, ...egress, ...policy };
  // A Sidecar that says nothing at all is refused.
  if (Object.keys(spec).some((field) => field !== 'workloadSelector')) return spec;
  return { ...spec, ingress: [{ port: { number: 8080, name: 'http', protocol: 'HTTP' }, defaultEndpoint: '127.0.0.1:8080' }] };
}

function hosts(place: Place, callees: readonly Callee[]): readonly string[] {
  const { random } = place;
  const named = random.pick(callees);
  const full = named.hosts[named.hosts.length - 1];
  const wild = `*.${full.split('.').slice(1).join('.') || 'example.com'}`;
  const one = (): string => random.weighted<string>([
    [8, './*'], [4, 'istio-system/*'], [4, `${place.namespace()}/*`], [4, 'speedscale/*'], [3, '*/*'], [2, `*/${full.includes('.') ? full : wild}`], [2, `*/${wild}`],
    [1, `${place.namespace()}/${full.includes('.') ? full : wild}`], [1, `./${wild}`], [1, 'default/kubernetes.default.svc.cluster.local'], [1, '~/*'],
    [place.minor >= 31 ? 1 : 0, `~${place.namespace()}/*`], [place.minor >= 31 ? 1 : 0, `~*/${wild}`],
  ]);
  return [...new Set(random.times(random.weighted([[2, 1], [3, 2], [2, 3], [1, 4]]), one))];
}

const portProtocols: readonly Weighted<string>[] = [[4, 'HTTP'], [4, 'TLS'], [3, 'TCP'], [2, 'HTTPS'], [1, 'GRPC'], [1, 'UDP'], [1, 'HTTP_PROXY'], [1, 'MySQL'], [0.5, 'Mongo']];

/** Listeners for ports, each port once. */
function ports(place: Place, callees: readonly Callee[]): readonly Spec[] {
  const { random } = place;
  const numbers = [...new Set(random.times(random.between(1, 2), () => random.pick(callees).port))];
  return numbers.map((number) => ({
    port: { number, name: `port-${number}`, protocol: random.weighted(portProtocols) },
    hosts: hosts(place, callees),
    ...random.weighted<Spec>([
      [6, {}], [2, { bind: '127.0.0.1' }], [1, { bind: '0.0.0.0' }], [1, { bind: '10.96.0.40' }], [1, { bind: '127.0.0.1', captureMode: 'NONE' }],
      [1, { captureMode: 'NONE' }], [1, { captureMode: 'IPTABLES' }],
    ]),
  }));
}

/** A listener that applications call at 127.0.0.1 themselves, for one port or for each. */
function loopback(place: Place, callees: readonly Callee[]): Spec {
  const { random } = place;
  const { port } = random.pick(callees);
  return random.weighted<Spec>([
    [2, { hosts: hosts(place, callees), captureMode: 'NONE' }], [1, { hosts: hosts(place, callees), captureMode: 'NONE', bind: '127.0.0.1' }], [1, { hosts: hosts(place, callees), bind: '127.0.0.1' }],
    [1, { port: { number: port, name: 'local', protocol: random.weighted(portProtocols) }, bind: '127.0.0.1', hosts: hosts(place, callees) }],
  ]);
}
