import { isTied } from './age';
import { INTERCEPTION_MODES, InterceptionMode, ProxyConfigObject, readProxyConfig } from './config/proxy-config';
import { Call } from './egress/verdict';
import { PROXY_CONTAINER } from './injection';
import { isWithin } from './labels';
import { Mesh } from './mesh';
import { Problem } from './redirection';
import { listAt, StringMap, textAt } from '../kubernetes/value';
import { allContainers, PodTemplate } from '../kubernetes/workload';

/** The annotation of a pod that holds a ProxyConfig as YAML. */
export const CONFIG_ANNOTATION = 'proxy.istio.io/config';
const MODE_ANNOTATION = 'sidecar.istio.io/interceptionMode';
/** Whether the proxy answers DNS, and, before release 1.25, whether istiod assigns addresses for it. */
export const DNS_CAPTURE = 'ISTIO_META_DNS_CAPTURE';
export const DNS_AUTO_ALLOCATE = 'ISTIO_META_DNS_AUTO_ALLOCATE';

/**
 * Variables that change what is redirected. istio-iptables reads a setting that no argument gives from its environment (istio/istio
 * tools/istio-iptables/pkg/cmd/root.go:61, pkg/constants/constants.go:100), and proxyMetadata sets that.
 */
export const REDIRECTION_VARIABLES: readonly string[] = [
  'ISTIO_OUTBOUND_OWNER_GROUPS', 'ISTIO_OUTBOUND_OWNER_GROUPS_EXCLUDE', 'ISTIO_EXCLUDE_INTERFACES', 'ISTIO_OUTBOUND_PORTS',
  'ISTIO_LOCAL_OUTBOUND_PORTS_EXCLUDE', 'PROXY_GID', 'SKIP_RULE_APPLY', 'DRY_RUN', 'CLEANUP_ONLY', 'DISABLE_ENVOY',
];

/** A pod as istiod and its injector see it. */
export interface MeshPod {
  readonly namespace: string;
  readonly pod: PodTemplate;
  /** The YAML of the pod's annotation `proxy.istio.io/config`. @default - the pod has none */
  readonly config?: { readonly value: unknown } | Problem;
}

/** The part of a pod's proxy configuration that decides about its calls. */
export interface PodProxyConfig {
  readonly mode: InterceptionMode;
  /** Whether the proxy answers DNS with the addresses that istiod assigns to ServiceEntries; both where an unknown age decides. */
  readonly capturesDns: readonly boolean[];
  /** A variable that is set, or may be, and changes what is redirected. */
  readonly redirectionVariable?: string;
}

/** The variables of each source, the strongest source first; several where it is not known which object is the source. */
type Sources = readonly (readonly StringMap[])[];

/**
 * The configuration of a pod's proxy (istio/istio pilot/pkg/model/proxy_config.go:36, EffectiveProxyConfig): a ProxyConfig that selects the
 * pod goes before the pod's annotation, that before a ProxyConfig of the namespace, one of the root namespace, and MeshConfig; the pod's own
 * container istio-proxy goes before all (pkg/kube/inject/webhook.go:511, reapplyOverwrittenContainers).
 */
export function podProxyConfig(mesh: Mesh, { namespace, pod, config = { value: undefined } }: MeshPod): PodProxyConfig | Problem {
  const { annotations = {}, labels = {} } = pod.metadata;
  const { proxy, rootNamespace } = mesh.config;
  if ('problem' in config) return { problem: `${CONFIG_ANNOTATION}: ${config.problem}` };
  const problems: string[] = [];
  const own = readProxyConfig(config.value, CONFIG_ANNOTATION, problems);
  // REDIRECT is the enumeration's zero: set in the annotation, it does not replace another mode of the mesh.
  const mode = annotations[MODE_ANNOTATION] ?? (own.interceptionMode === 'REDIRECT' ? proxy.interceptionMode : own.interceptionMode);
  if (!isMode(mode)) return { problem: `${MODE_ANNOTATION}: "${mode}"` };
  const forAll = ({ selector }: ProxyConfigObject) => selector === undefined;
  const selecting = ({ selector }: ProxyConfigObject) => selector !== undefined && Object.keys(selector).length > 0 && isWithin(selector, labels);
  const sources: Sources = [
    [ownVariables(pod)], variablesOf(mesh, namespace, selecting), [own.metadata],
    variablesOf(mesh, namespace, forAll), variablesOf(mesh, rootNamespace, forAll), [proxy.metadata],
  ];
  const captures = flags(sources, DNS_CAPTURE, problems);
  // istio/istio pilot/pkg/model/service.go:2012, nodeUsesAutoallocatedIPs.
  const assigns = mesh.switches?.assignsAddresses === false ? flags(sources, DNS_AUTO_ALLOCATE, problems) : [true];
  const both = captures.flatMap((isCaptured) => assigns.map((isAssigned) => isCaptured && isAssigned));
  const redirectionVariable = REDIRECTION_VARIABLES.find((name) => valuesOf(sources, name).some((value) => value !== undefined));
  return problems.length > 0 ? { problem: problems[0] } : { mode, redirectionVariable, capturesDns: [...new Set(both)] };
}

/** Whether the caller's proxy answers DNS with assigned addresses. Where the call does not state it, the pod has no settings of its own. */
export function capturesDns(mesh: Mesh, { namespace, labels, capturesDns: stated }: Call): boolean {
  if (stated !== undefined || (mesh.proxyConfigs.size === 0 && mesh.config.proxy.metadata[DNS_CAPTURE] === undefined)) return stated === true;
  const config = podProxyConfig(mesh, { namespace, pod: { metadata: { labels }, spec: {} } });
  return 'capturesDns' in config && config.capturesDns.includes(true);
}

/** The variables of the oldest ProxyConfig that counts; those of each candidate where their age is not known. */
function variablesOf({ proxyConfigs }: Mesh, namespace: string, counts: (config: ProxyConfigObject) => boolean): readonly StringMap[] {
  const found = proxyConfigs.get(namespace)?.filter(counts) ?? [];
  return found.filter((config, index) => index === 0 || isTied(found[0], config)).map(({ environment }) => environment);
}

/** The values that a variable may have, with `undefined` where it may be unset. */
function valuesOf(sources: Sources, name: string): readonly (string | undefined)[] {
  const found = new Set<string | undefined>();
  for (const source of sources) {
    const values = source.map((variables): string | undefined => variables[name]);
    values.filter((value) => value !== undefined).forEach((value) => found.add(value));
    if (values.length > 0 && !values.includes(undefined)) return [...found];
  }
  return [...found, undefined];
}

function ownVariables({ spec }: PodTemplate): StringMap {
  const proxy = allContainers(spec).find(({ name }) => name === PROXY_CONTAINER);
  return Object.fromEntries(listAt(proxy, ['env']).flatMap((variable) => {
    const [name, value] = [textAt(variable, ['name']), textAt(variable, ['value'])];
    return name === undefined || value === undefined ? [] : [[name, value]];
  }));
}

function isMode(mode: string): mode is InterceptionMode {
  return (INTERCEPTION_MODES as readonly string[]).includes(mode);
}

const TRUE: readonly string[] = ['1', 't', 'T', 'true', 'TRUE', 'True'];
const FALSE: readonly string[] = ['0', 'f', 'F', 'false', 'FALSE', 'False'];

/** As Go's strconv.ParseBool reads the values (istio/istio pkg/model/proxy.go:114, StringBool). The proxy does not start with another text. */
function flags(sources: Sources, name: string, problems: string[]): readonly boolean[] {
  const values = valuesOf(sources, name).map((value) => value ?? 'false');
  problems.push(...values.filter((value) => !TRUE.includes(value) && !FALSE.includes(value)).map((value) => `${name}: "${value}"`));
  return [...new Set(values.map((value) => TRUE.includes(value)))];
}
