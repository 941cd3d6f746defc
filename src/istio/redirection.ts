import { contains, parseRange, Range } from './address';
import { Enforcement, NotEnforcedReason } from './egress/verdict';
import { StringMap } from '../kubernetes/value';
import { PodTemplate } from '../kubernetes/workload';

/** What the injector does where a pod has no annotation for it: values of the chart `istiod`. */
export interface InjectionDefaults {
  /** `global.proxy.includeIPRanges`. @default "*" */
  readonly includeIPRanges?: string;
  /** `global.proxy.excludeIPRanges`. @default "" */
  readonly excludeIPRanges?: string;
  /** `global.proxy.includeOutboundPorts`. @default "" */
  readonly includeOutboundPorts?: string;
  /** `global.proxy.excludeOutboundPorts`. @default "" */
  readonly excludeOutboundPorts?: string;
  /** `sidecarInjectorWebhook.defaultTemplates`; an empty list means the default. @default ["sidecar"] */
  readonly defaultTemplates?: readonly string[];
  /** Whether Istio's CNI agent sets the redirection up. @default - an init container does */
  readonly cni?: boolean;
}

/** Whether a connection is redirected to the pod's proxy, which then holds it. */
export type Redirection = (port: number, address?: string) => Enforcement;

/** A setting that Istio does not accept, so that the pod does not start. */
export interface Problem {
  /** Where it is, and its value. */
  readonly problem: string;
}

const HELD: Enforcement = { outcome: 'held' };
const TRAFFIC = 'traffic.sidecar.istio.io';
/** How container runtimes name the interface by which Kubernetes connects a pod. */
const POD_INTERFACE = 'eth0';
/** The annotation by which Multus gives a pod further interfaces. */
const FURTHER_NETWORKS = 'k8s.v1.cni.cncf.io/networks';
/** As in istio/istio pkg/util/net/ip.go:104. Releases before 1.30 do not check the name, so that iptables takes its wildcard. */
const INTERFACE = /^[a-z][\w.-]{0,14}\+?$/i;

/**
 * Which outbound connections of a pod are redirected (istio/istio tools/istio-iptables/pkg/capture/run.go:206-447, Run). Excluded interfaces,
 * ports and ranges come first and are not; then included ports are, whatever the address; then included ranges.
 */
export function redirectionOf({ metadata: { annotations = {} } }: PodTemplate, defaults: InjectionDefaults): Redirection | Problem {
  const problems: string[] = [];
  const exclusion = interfaceExclusion(annotations, problems);
  const redirection = byPortAndRange(annotations, defaults, problems);
  const [problem] = problems;
  if (problem !== undefined) return { problem };
  return exclusion === undefined ? redirection : withException(redirection, exclusion);
}

/** The redirection of a pod whose redirected calls are not held, or may not be. */
export function withException(redirection: Redirection, exception: Enforcement): Redirection {
  if (exception.outcome === 'not-enforced') return () => exception;
  return (port, address) => {
    const found = redirection(port, address);
    return found.outcome === 'held' ? exception : found;
  };
}

/** What leaves a pod by an excluded interface is not redirected. A pod has one interface, unless Multus adds others. */
function interfaceExclusion(annotations: StringMap, problems: string[]): Enforcement | undefined {
  const key = `${TRAFFIC}/excludeInterfaces`;
  const text = annotations[key] ?? '';
  if (text === '') return undefined;
  const names = text.split(',').map((name) => name.trim());
  if (!names.every((name) => INTERFACE.test(name))) problems.push(titleOf(key, text));
  const isPods = (name: string) => name === POD_INTERFACE || (name.endsWith('+') && POD_INTERFACE.startsWith(name.slice(0, -1)));
  if (names.some(isPods)) return free('interface-excluded');
  return annotations[FURTHER_NETWORKS] === undefined ? undefined : { outcome: 'unknown', reason: 'interface-not-known', detail: titleOf(key, text) };
}

function byPortAndRange(annotations: StringMap, defaults: InjectionDefaults, problems: string[]): Redirection {
  const list = <T>(name: keyof typeof VALUES, read: (entry: string) => T | undefined) => readList(name, read, annotations, defaults, problems);
  const [excludedPorts, includedPorts] = [list('excludeOutboundPorts', readPort), list('includeOutboundPorts', readPort)];
  const [excluded, included] = [list('excludeOutboundIPRanges', readRange), list('includeOutboundIPRanges', readRange)];
  return (port, address) => {
    if (excludedPorts.entries.includes(port)) return free('port-excluded');
    const takesAddress = included.isEverything || includedPorts.entries.includes(port);
    if (!takesAddress && included.entries.length === 0) return free('interception-off');
    const [isExcluded, isIncluded] = [isWithin(excluded.entries, address), takesAddress || isWithin(included.entries, address)];
    if (isExcluded === true || isIncluded === false) return free('addresses-excluded');
    if (isExcluded === false && isIncluded === true) return HELD;
    return { outcome: 'unknown', reason: 'interception-by-address', detail: (isExcluded === undefined ? excluded : included).title };
  };
}

function free(reason: NotEnforcedReason): Enforcement {
  return { outcome: 'not-enforced', reason };
}

/** Whether ranges hold the address; `undefined` where that depends on it and it is not known, but for being of IPv4. */
function isWithin(ranges: readonly Range[], address: string | undefined): boolean | undefined {
  if (address !== undefined) return ranges.some((range) => contains(range, address));
  const lengths = ranges.flatMap(({ width, length }) => width === 32 ? [length] : []);
  return lengths.includes(0) || (lengths.length > 0 ? undefined : false);
}

/** A list in an annotation or in a value of the chart. */
interface List<T> {
  /** Whether it is `*`. */
  readonly isEverything: boolean;
  readonly entries: readonly T[];
  /** Where it is, and its value. */
  readonly title: string;
}

/** The value of the chart for each annotation. */
const VALUES = {
  excludeOutboundPorts: 'excludeOutboundPorts',
  includeOutboundPorts: 'includeOutboundPorts',
  excludeOutboundIPRanges: 'excludeIPRanges',
  includeOutboundIPRanges: 'includeIPRanges',
} as const;

/** An annotation replaces the chart's value, even if it is empty (istiod's chart, files/injection-template.yaml:102-121). */
function readList<T>(
  name: keyof typeof VALUES, read: (entry: string) => T | undefined, annotations: StringMap, defaults: InjectionDefaults, problems: string[],
): List<T> {
  const own = annotations[`${TRAFFIC}/${name}`];
  const text = own ?? valueOf(name, defaults);
  const title = titleOf(own === undefined ? `global.proxy.${VALUES[name]}` : `${TRAFFIC}/${name}`, text);
  if (name === 'includeOutboundIPRanges' && text === '*') return { isEverything: true, entries: [], title };
  // The injector refuses an empty entry of an annotation that it checks (istio/istio pkg/kube/inject/validate.go:40); istio-iptables skips one.
  const isChecked = own !== undefined && name !== 'includeOutboundPorts';
  const parts = text.trim() === '' ? [] : text.split(',').filter((part) => isChecked || part !== '');
  const entries = parts.map(read);
  if (entries.includes(undefined)) problems.push(title);
  return { isEverything: false, entries: entries.filter((entry) => entry !== undefined), title };
}

/**
 * The template does not pass an empty value to the CNI agent, which redirects everything then (istiod's chart,
 * files/injection-template.yaml:55; istio/istio cni/pkg/plugin/sidecar_redirect.go:38).
 */
function valueOf(name: keyof typeof VALUES, defaults: InjectionDefaults): string {
  const value = defaults[VALUES[name]];
  if (name !== 'includeOutboundIPRanges') return value ?? '';
  return value === undefined || (value === '' && defaults.cni === true) ? '*' : value;
}

function readPort(entry: string): number | undefined {
  return /^ *\d+ *$/.test(entry) && Number(entry) <= 65535 ? Number(entry) : undefined;
}

function readRange(entry: string): Range | undefined {
  return entry.includes('/') ? parseRange(entry) : undefined;
}

function titleOf(key: string, text: string): string {
  return `${key}: "${text}"`;
}
