import { checkExportTo, checkHost } from './checks';
import { Fields } from './fields';
import { Config, Read, readSpec } from './object';
import { KubernetesObject } from '../../kubernetes/object';
import { isMap, StringMap, textAt } from '../../kubernetes/value';

/** The first is what `tls: {}` means. */
const TLS_MODES = ['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL'] as const;

export interface ClientTls {
  readonly mode: typeof TLS_MODES[number];
  readonly credentialName: string;
}

export interface TrafficPolicy {
  readonly tls?: ClientTls;
  /** A port's settings replace those of the destination as a whole. */
  readonly ports: readonly { readonly number: number; readonly tls?: ClientTls }[];
}

export interface Subset {
  readonly name: string;
  readonly labels: StringMap;
  readonly policy?: TrafficPolicy;
  /** Whether it sends each connection to where the caller sent it. */
  readonly passthrough: boolean;
}

export interface DestinationRule extends Config {
  readonly host: string;
  readonly exportTo: readonly string[];
  readonly selector: StringMap | undefined;
  readonly policy?: TrafficPolicy;
  readonly subsets: readonly Subset[];
}

/** A DestinationRule, as the CRD and istiod's webhook let it pass, for what is read of it. */
export function readDestinationRule(object: KubernetesObject): Read<DestinationRule> {
  return readSpec(object, (spec, config) => {
    const rule: DestinationRule = {
      ...config,
      host: spec.text('host'),
      exportTo: spec.texts('exportTo'),
      selector: spec.child('workloadSelector', (fields) => fields.textMap('matchLabels')),
      policy: spec.child('trafficPolicy', readPolicy),
      subsets: spec.each('subsets', readSubset),
    };
    checkHost(spec, rule.host);
    checkExportTo(spec, rule.exportTo, rule.namespace, false);
    if (isEmptyMap(object, 'trafficPolicy')) spec.problem('trafficPolicy is empty');
    if (new Set(rule.subsets.map(({ name }) => name)).size < rule.subsets.length) spec.problem('two subsets have one name');
    const beyond = rule.exportTo.some((entry) => entry !== '.' && entry !== rule.namespace);
    if (rule.selector !== undefined && beyond) spec.problem('with a workloadSelector, it is for its own namespace');
    return rule;
  });
}

function readSubset(fields: Fields): Subset {
  const [name, labels] = [fields.text('name'), fields.textMap('labels')];
  if (name === '') fields.problem('it has no name');
  const passthrough = textAt(fields.source(), ['trafficPolicy', 'loadBalancer', 'simple']) === 'PASSTHROUGH';
  return { name, labels, policy: fields.child('trafficPolicy', readPolicy), passthrough };
}

function readPolicy(fields: Fields): TrafficPolicy {
  return {
    tls: fields.child('tls', readTls),
    ports: fields.each('portLevelSettings', (setting) => ({
      number: setting.child('port', (port) => port.number('number')) ?? 0,
      tls: setting.child('tls', readTls),
    })),
  };
}

function readTls(fields: Fields): ClientTls {
  const [mode, credentialName] = [fields.oneOf('mode', TLS_MODES), fields.text('credentialName')];
  const hasFiles = fields.text('clientCertificate') !== '' && fields.text('privateKey') !== '';
  if (mode === 'MUTUAL' && credentialName === '' && !hasFiles) fields.problem('mode MUTUAL needs a certificate and a key');
  if (mode === 'MUTUAL' && credentialName !== '' && hasFiles) fields.problem('it has both credentialName and files');
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

function isEmptyMap({ spec }: KubernetesObject, key: string): boolean {
  const value = isMap(spec) ? spec[key] : undefined;
  return isMap(value) && Object.keys(value).length === 0;
}
