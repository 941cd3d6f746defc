import { CallProtocol } from '../istio/egress/verdict';
import { CLUSTER_DOMAIN } from '../istio/service';
import { API_SERVER_SERVICE } from '../kubernetes/api-server';
import { objectTitle } from '../kubernetes/object';
import { PodTemplate, podTemplate } from '../kubernetes/workload';
import { Sight } from '../mesh/sight';
import { concernsSpeedscale, namespacesWithSpeedscale } from '../mesh/speedscale-namespaces';
import { inSentence } from '../message/text';
import { FORWARDER, RuntimeCall, RUNTIME_PODS } from '../speedscale/runtime';

/** A call of which it is asked whether Istio lets it out. */
export interface AskedCall {
  /** Who calls, in words. */
  readonly callers: string;
  /** The workload whose goproxy calls, by its title; `undefined` of other callers. */
  readonly workload?: string;
  readonly namespace: string;
  /** The pod; `undefined` where nothing of it is known, as of those that Speedscale's operator makes. */
  readonly pod?: PodTemplate;
  /** As the list of hosts has it. */
  readonly host: string;
  /** A name that the host stands for. */
  readonly sample: string;
  readonly port: number;
  /** The address that the host resolves to. @default - what the input says of it */
  readonly address?: string;
  /** Several where it is not known which. */
  readonly protocols: readonly CallProtocol[];
}

/** Where Kubernetes' API server is called, as its client libraries and its Service name it. */
const API_SERVER = { host: `${API_SERVER_SERVICE.name}.${API_SERVER_SERVICE.namespace}.svc`, port: API_SERVER_SERVICE.port };

/** Everything that is asked for Speedscale: nothing where nothing in sight concerns it. */
export function neededCalls(sight: Sight): readonly AskedCall[] {
  if (!concernsSpeedscale(sight)) return [];
  const { namespace, hosts } = sight.mesh.speedscale;
  const replays = namespacesWithSpeedscale(sight).filter(({ replay }) => replay).map(({ name }) => name);
  return [
    ...runtimeCalls('speedscale', 'Speedscale\'s', namespace, hosts),
    ...replays.flatMap((name) => runtimeCalls('replay', 'a replay\'s', name, hosts)),
    ...forwarderCalls(sight),
  ];
}

function runtimeCalls(runsIn: 'speedscale' | 'replay', whose: string, namespace: string, hosts: readonly string[]): readonly AskedCall[] {
  const callers = (call: RuntimeCall) => {
    const names = RUNTIME_PODS.filter((pod) => pod.runsIn === runsIn && !pod.hostNetwork && pod.calls.includes(call)).map(({ name }) => name);
    return `${whose} ${inSentence(names)}`;
  };
  const external = hosts.map((host): AskedCall => (
    { callers: callers('hosts'), namespace, host, sample: sampleOf(host), port: 443, protocols: ['TLS'] }));
  const { host, port } = API_SERVER;
  return [...external, { callers: callers('api-server'), namespace, host, sample: inFull(host), port, protocols: ['TLS'] }];
}

/** goproxy of each workload, once for all that have the same pod labels in a namespace. */
function forwarderCalls({ captures, mesh }: Sight): readonly AskedCall[] {
  const host = `${FORWARDER.name}.${mesh.speedscale.namespace}.svc`;
  return captures.flatMap(({ entry: { object, namespaceUnset }, modes, isFragment }): readonly AskedCall[] => {
    const template = podTemplate(object);
    if (!modes.includes('goproxy') || namespaceUnset || isFragment || template === undefined) return [];
    const workload = objectTitle(object);
    return [{
      callers: `goproxy of ${workload}`,
      workload,
      namespace: object.metadata.namespace!,
      pod: template,
      host,
      sample: inFull(host),
      port: FORWARDER.port,
      // Which of the two the operator gives the Service's port is not documented.
      protocols: ['HTTP', 'TCP'],
    }];
  });
}

/** A name that a host stands for. */
export function sampleOf(host: string): string {
  return host.replace(/^\*(?=\.)/, 'bucket');
}

/** The name by which Istio registers a Service. */
function inFull(host: string): string {
  return `${host}.${CLUSTER_DOMAIN}`;
}
