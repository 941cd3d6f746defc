import { checkExportTo, checkHost, checkLabels, checkPool, checkSelector, checkSubsetName } from './checks';
import { Fields } from './fields';
import { Config, Read, readSpec } from './object';
import { KubernetesObject } from '../../kubernetes/object';
import { StringMap } from '../../kubernetes/value';
import { Switches } from '../switches';

/** What a policy may hold, and what of it a port may have for itself. */
const OF_PORT = ['outlierDetection', 'connectionPool', 'loadBalancer', 'tls'];
const OF_POLICY = [...OF_PORT, 'tunnel', 'proxyProtocol', 'retryBudget'];

/** The first is what `loadBalancer: {}` means. */
const BALANCERS = ['UNSPECIFIED', 'LEAST_CONN', 'RANDOM', 'PASSTHROUGH', 'ROUND_ROBIN', 'LEAST_REQUEST'] as const;

/** The first is what `tls: {}` means. */
const TLS_MODES = ['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL'] as const;
/** How a credentialName begins that is a ConfigMap's. */
export const CONFIG_MAP = 'configmap://';

export interface ClientTls {
  readonly mode: typeof TLS_MODES[number];
  readonly credentialName: string;
}

export interface TrafficPolicy {
  readonly tls?: ClientTls;
  /** Whether it sends each connection to where the caller sent it. */
  readonly passthrough: boolean;
  /** Where the destination, a proxy, is asked to lead connections to, as `host:port`. */
  readonly tunnel?: string;
  /** A port's settings replace those of the destination as a whole. */
  readonly ports: readonly { readonly number: number; readonly tls?: ClientTls }[];
}

export interface Subset {
  readonly name: string;
  readonly labels: StringMap;
  readonly policy?: TrafficPolicy;
}

export interface DestinationRule extends Config {
  readonly host: string;
  readonly exportTo: readonly string[];
  readonly selector: StringMap | undefined;
  readonly policy?: TrafficPolicy;
  readonly subsets: readonly Subset[];
}

/** A DestinationRule, as the CRD and istiod's webhook let it pass, for what is read of it. */
export function readDestinationRule(object: KubernetesObject, { configMapCredentials }: Pick<Switches, 'configMapCredentials'>): Read<DestinationRule> {
  return readSpec(object, (spec, config) => {
    const readPolicy: Reader<TrafficPolicy> = (fields) => policyOf(fields, (tls) => tlsOf(tls, configMapCredentials ? config.namespace : undefined));
    const rule: DestinationRule = {
      ...config,
      host: spec.text('host'),
      exportTo: spec.texts('exportTo'),
      selector: spec.child('workloadSelector', (fields) => fields.textMap('matchLabels')),
      policy: spec.child('trafficPolicy', readPolicy),
      subsets: spec.each('subsets', (fields) => subsetOf(fields, readPolicy)),
    };
    checkHost(spec, rule.host);
    checkExportTo(spec, rule.exportTo, rule.namespace, false);
    if (rule.selector !== undefined) checkSelector(spec, rule.selector);
    if (new Set(rule.subsets.map(({ name }) => name)).size < rule.subsets.length) spec.problem('two subsets have one name');
    const beyond = rule.exportTo.some((entry) => entry !== '.' && entry !== rule.namespace);
    if (rule.selector !== undefined && beyond) spec.problem('with a workloadSelector, it is for its own namespace');
    return rule;
  });
}

type Reader<T> = (fields: Fields) => T;

function subsetOf(fields: Fields, readPolicy: Reader<TrafficPolicy>): Subset {
  const [name, labels] = [fields.text('name'), fields.textMap('labels')];
  checkSubsetName(fields, name);
  checkLabels(fields, labels);
  return { name, labels, policy: fields.child('trafficPolicy', readPolicy) };
}

function policyOf(fields: Fields, readTls: Reader<ClientTls>): TrafficPolicy {
  const ports = fields.each('portLevelSettings', (setting) => {
    if (!setting.has('port')) setting.problem('it has no port');
    if (!OF_PORT.some((key) => setting.has(key))) setting.problem('it is empty');
    const number = setting.child('port', (port) => port.number('number')) ?? 0;
    if (number < 0) setting.problem(`port ${number} is below 0`);
    return { number, tls: settingsOf(setting, readTls).tls };
  });
  if (ports.length === 0 && !OF_POLICY.some((key) => fields.has(key))) fields.problem('it is empty');
  const tunnel = fields.child('tunnel', (wanted) => `${wanted.text('targetHost')}:${wanted.number('targetPort')}`);
  return { ...settingsOf(fields, readTls), tunnel, ports };
}

/** What the policy of a port or of a destination says. */
function settingsOf(fields: Fields, readTls: Reader<ClientTls>): Pick<TrafficPolicy, 'tls' | 'passthrough'> {
  checkPool(fields, 'connectionPool');
  const loadBalancer = fields.child('loadBalancer', (balancer) => balancer.oneOf('simple', BALANCERS));
  return { tls: fields.child('tls', readTls), passthrough: loadBalancer === 'PASSTHROUGH' };
}

/**
 * istio/istio pkg/config/validation/agent/validation.go, ValidateTLS.
 * @param namespace the only one in which a ConfigMap may be named; `undefined` where that is not checked
 */
function tlsOf(fields: Fields, namespace: string | undefined): ClientTls {
  const [mode, credentialName] = [fields.oneOf('mode', TLS_MODES), fields.text('credentialName')];
  const [certificate, key, ...authorities] = ['clientCertificate', 'privateKey', 'caCertificates', 'caCrl'].map((file) => fields.text(file));
  const byName = credentialName !== '' && (mode === 'SIMPLE' || mode === 'MUTUAL');
  if (byName && [certificate, key, ...authorities].some((file) => file !== '')) fields.problem('it has both credentialName and files');
  if (namespace !== undefined && credentialName.startsWith(CONFIG_MAP)) {
    const [owner, name = ''] = credentialName.slice(CONFIG_MAP.length).split('/');
    if (owner !== namespace || name === '') fields.problem(`credentialName "${credentialName}" names no ConfigMap of namespace "${namespace}"`);
  }
  if (fields.flag('insecureSkipVerify') && (mode === 'SIMPLE' || mode === 'MUTUAL')) {
    const verifies = fields.has('subjectAltNames') || authorities[0] !== '' || (mode === 'SIMPLE' && credentialName !== '');
    if (verifies) fields.problem('insecureSkipVerify stands beside what would be verified');
  }
  if (mode === 'MUTUAL' && !byName && (certificate === '' || key === '')) fields.problem('mode MUTUAL needs a certificate and a key');
  return { mode, credentialName };
}

/**
 * What the rule does to a port of a service; a subset's own settings come first
 * (istio/istio pilot/pkg/networking/util, MergeSubsetTrafficPolicy).
 */
export function tlsFor(policy: TrafficPolicy | undefined, subset: Subset | undefined, port: number): ClientTls | undefined {
  const [ofSubset, ofPort] = [subset?.policy, policy].map((found) => found?.ports.find(({ number }) => number === port));
  if (ofSubset !== undefined) return ofSubset.tls;
  return subset?.policy?.tls ?? (ofPort === undefined ? policy?.tls : ofPort.tls);
}
