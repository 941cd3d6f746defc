import { Answer, Call, CallAnswer, Proxy, Request } from './format';
import { KubernetesObject, objectTitle } from '../../src/kubernetes/object';

/** A call with all that bears on it. Objects are those that istiod reads: not rejected, not filtered. */
interface Seen {
  readonly call: Call;
  readonly proxy: Proxy;
  readonly answer: CallAnswer;
  /** The services in the proxy's scope, as "namespace/host". */
  readonly scope: readonly string[];
  readonly sidecar: Spec | undefined;
  readonly entries: readonly Located[];
  readonly virtualServices: readonly Located[];
}

interface Located { readonly namespace: string; readonly spec: Spec }
// The objects are of every shape: what is read of them is read as it comes.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Spec = Readonly<Record<string, any>>;

/** What makes a decision hard to foresee, each with how it shows in the case and in Istio's answer. */
const traps: Readonly<Record<string, (seen: Seen) => boolean>> = {
  'tls route replaces a chain': ({ call, answer, virtualServices, entries }) => call.protocol === 'TLS' && answer.listener.startsWith('0.0.0.0_')
    && entries.some(({ spec }) => namesHost(spec, call.host) && hasPort(spec, call.port))
    && virtualServices.some(({ spec }) => spec.tls !== undefined && overlaps(spec.hosts, call.host)) && !endsAt(answer, call.host),
  'listener for the port locks it': ({ call, sidecar, answer }) => (sidecar?.egress ?? []).length > 1 && answer.listener.startsWith('0.0.0.0_')
    && (sidecar!.egress as Spec[]).some(({ port }) => port?.number === call.port) && !endsAt(answer, call.host),
  'missing cluster': ({ answer }) => answer.error === null && !answer.clusterExists && answer.directResponse === undefined,
  'address range before SNI': ({ call, entries, answer }) => call.protocol === 'TLS' && answer.listener.startsWith('0.0.0.0_')
    && entries.some(({ spec }) => (spec.addresses ?? []).some((range: string) => range.includes('/2') && call.address.startsWith(range.split('.').slice(0, 3).join('.')))),
  'own listener of an address': ({ answer }) => /^\d/.test(answer.listener) && !answer.listener.startsWith('0.0.0.0_'),
  'answered 502': ({ answer }) => answer.directResponse === 502,
  'redirect or answer of a route': ({ answer }) => answer.directResponse !== undefined && answer.directResponse !== 502,
  'match-all chain takes an unknown SNI': ({ call, answer }) => call.protocol === 'TLS' && answer.listener.startsWith('0.0.0.0_') && answer.cluster.startsWith('outbound') && !endsAt(answer, call.host),
  'host of several namespaces': ({ call, entries }) => new Set(entries.filter(({ spec }) => spec.hosts?.includes(call.host)).map(({ namespace }) => namespace)).size > 1,
  'host twice in a namespace': ({ call, entries }) => {
    const of = entries.filter(({ spec }) => spec.hosts?.includes(call.host)).map(({ namespace }) => namespace);
    return new Set(of).size < of.length;
  },
  'entry under the name of a Service': ({ call, entries }) => call.host.endsWith('.svc.cluster.local') && entries.some(({ spec }) => spec.hosts?.includes(call.host)),
  'rule sets the TLS mode': ({ answer }) => ['SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL'].includes(answer.tlsMode),
  'divided by weight': ({ answer }) => answer.clusters !== undefined,
  'route leads elsewhere': ({ call, answer }) => call.protocol === 'HTTP' && answer.cluster.startsWith('outbound') && !endsAt(answer, call.host) && /:80$|:443$|:8080$|:5432$/.test(answer.virtualHost),
  'subset': ({ answer }) => /^outbound\|\d+\|[^|]+\|/.test(answer.cluster),
  'egress proxy': ({ answer }) => answer.listener === 'virtualOutbound' && answer.cluster.startsWith('outbound'),
  'protocol error': ({ answer }) => answer.error === 'protocol error',
  'no virtual host': ({ answer }) => answer.error === 'no virtual host matched',
  'several chains match': ({ answer }) => answer.error === 'multiple filter chains matched',
  'passes by the default chain': ({ answer }) => answer.filterChain === 'PassthroughFilterChain' && answer.cluster === 'PassthroughCluster',
  'passes by virtualOutbound': ({ answer }) => answer.listener === 'virtualOutbound' && answer.cluster === 'PassthroughCluster',
  'blocked by the default chain': ({ answer }) => answer.filterChain === 'PassthroughFilterChain' && answer.cluster === 'BlackHoleCluster',
  'blocked by virtualOutbound': ({ answer }) => answer.listener === 'virtualOutbound' && answer.cluster === 'BlackHoleCluster',
  'passes by the catch-all virtual host': ({ answer }) => answer.virtualHost === 'allow_any',
  'registered, but not in scope': ({ call, entries, scope }) => entries.some(({ namespace, spec }) => spec.hosts?.includes(call.host) && !scope.includes(`${namespace}/${call.host}`)),
  'empty outboundTrafficPolicy': ({ sidecar }) => sidecar?.outboundTrafficPolicy !== undefined && Object.keys(sidecar.outboundTrafficPolicy as object).length === 0,
  'empty workloadSelector': ({ sidecar }) => sidecar?.workloadSelector !== undefined && sidecar.workloadSelector.labels === undefined,
  'Sidecar by selector': ({ sidecar }) => sidecar?.workloadSelector?.labels !== undefined,
  'Sidecar without egress': ({ sidecar }) => sidecar !== undefined && sidecar.egress === undefined,
  'bound listener': ({ sidecar, answer }) => ((sidecar?.egress ?? []) as Spec[]).some(({ bind }) => bind !== undefined && answer.listener.startsWith(bind as string)),
  'captureMode NONE': ({ sidecar, call }) => ((sidecar?.egress ?? []) as Spec[]).some(({ captureMode, port }) => captureMode === 'NONE' && [undefined, call.port].includes(port?.number)),
  'exclusion ~': ({ sidecar }) => ((sidecar?.egress ?? []) as Spec[]).some(({ hosts }) => hosts.length > 1 && hosts.some((host: string) => host.startsWith('~'))),
  'HTTP on 443': ({ call, answer }) => call.protocol === 'HTTP' && call.port === 443 && answer.virtualHost !== '',
  'headless': ({ call, answer }) => call.address === '10.0.0.7' && answer.listener.startsWith('10.0.0.7'),
};

/** The names of all traps. */
export const trapNames: readonly string[] = Object.keys(traps);

/** The traps that each call of a case meets. */
export function trapsOf(request: Request, answer: Answer): readonly (readonly string[])[] {
  const gone = new Set([...answer.rejected, ...answer.filtered].map(({ object }) => object));
  const read = request.objects.filter((object) => !gone.has(objectTitle(object)));
  const of = (kind: string) => read.filter((object) => object.kind === kind).map(located);
  const [entries, virtualServices] = [of('ServiceEntry'), of('VirtualService')];
  return request.calls.map((call, position) => {
    const proxy = request.proxies.find(({ id }) => id === call.proxy)!;
    const scope = answer.proxies.find(({ id }) => id === call.proxy)!;
    const sidecar = read.find((object) => object.kind === 'Sidecar' && objectTitle(object) === `Sidecar ${scope.sidecar}`);
    const seen: Seen = {
      call, proxy, entries, virtualServices, answer: answer.calls[position], scope: scope.services, sidecar: sidecar && located(sidecar).spec,
    };
    return trapNames.filter((name) => traps[name](seen));
  });
}

function located({ metadata, spec }: KubernetesObject): Located {
  return { namespace: (metadata as { namespace: string }).namespace, spec: spec as Spec };
}

function endsAt({ cluster }: CallAnswer, host: string): boolean {
  return covers(cluster.split('|')[3] ?? '', host);
}

function namesHost({ hosts }: Spec, host: string): boolean {
  return hosts.some((named: string) => covers(named, host));
}

function hasPort({ ports }: Spec, number: number): boolean {
  return ports.some((port: Spec) => port.number === number);
}

function overlaps(hosts: readonly string[] | undefined, host: string): boolean {
  return (hosts ?? []).some((named) => covers(named, host) || host.endsWith(named.replace(/^\*?[^.]*/, '')));
}

function covers(named: string, host: string): boolean {
  return named === host || (named.startsWith('*') && host.endsWith(named.slice(1)));
}
