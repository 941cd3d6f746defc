import { Fields } from './fields';
import { StringMap } from '../../kubernetes/value';
import { isAddress, parseRange } from '../address';
import { hostProblem, isLabel } from '../host-name';
import { isProtocolName } from '../protocol';

/** How an address begins that is a Unix domain socket. */
export const UNIX = 'unix://';

export function checkPort(fields: Fields, port: number): void {
  if (port < 1 || port > 65535) fields.problem(`port ${port} is not between 1 and 65535`);
}

export function checkPortName(fields: Fields, name: string): void {
  if (!isLabel(name)) fields.problem(`port name "${name}" is no DNS label`);
}

export function checkProtocol(fields: Fields, protocol: string): void {
  if (!isProtocolName(protocol)) fields.problem(`unknown protocol "${protocol}"`);
}

export function checkHost(fields: Fields, host: string): void {
  const problem = hostProblem(host);
  if (problem !== undefined) fields.problem(`host "${host}": ${problem}`);
}

/** A whole name: no wildcard, and no number. */
export function checkFqdn(fields: Fields, host: string): void {
  if (host.startsWith('*')) fields.problem(`host "${host}" is a wildcard`);
  else if (/^[0-9]+$/.test(host)) fields.problem(`host "${host}" is a number`);
  else checkHost(fields, host);
}

export function checkRange(fields: Fields, text: string): void {
  if (parseRange(text) === undefined) fields.problem(`"${text}" is neither an address nor a range of addresses`);
}

/** istio/istio pkg/config/validation/validation.go, validateExportTo. */
export function checkExportTo(fields: Fields, exportTo: readonly string[], namespace: string, nobody: boolean): void {
  const names = exportTo.map((entry) => entry === '.' ? namespace : entry);
  if (new Set(names).size < names.length) fields.problem('exportTo names a namespace twice');
  for (const name of names) {
    if (name !== '*' && !(nobody && name === '~') && !isLabel(name)) fields.problem(`exportTo "${name}" is no namespace`);
  }
  if (names.length > 1 && (names.includes('*') || names.includes('~'))) fields.problem('exportTo has "*" or "~" beside other entries');
}

export function checkSelector(fields: Fields, labels: StringMap): void {
  for (const [key, value] of Object.entries(labels)) {
    if (key === '' || `${key}${value}`.includes('*') || value.length > 63) fields.problem(`"${key}: ${value}" selects nothing`);
  }
}

const LABEL_KEY = /^(?:((?:[a-z0-9](?:[-a-z0-9]*[a-z0-9])?\.)*[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)\/)?([a-z0-9](?:[-a-z0-9_.]*[a-z0-9])?)$/i;
const LONGEST_PREFIX = 253;
const LONGEST_NAME = 63;
const LONGEST_KEY = LONGEST_PREFIX + 1 + LONGEST_NAME;
const LABEL_VALUE = /^([a-z0-9]([-a-z0-9_.]*[a-z0-9])?)?$/i;

/** Labels as Kubernetes takes them, in either case (istio/istio pkg/config/labels/instance.go, Validate). */
export function checkLabels(fields: Fields, labels: StringMap): void {
  for (const [key, value] of Object.entries(labels)) {
    // A text of millions of labels is too much for a regular expression.
    const [, prefix = '', name = ''] = key.length > LONGEST_KEY ? [] : LABEL_KEY.exec(key) ?? [];
    if (name === '' || name.length > LONGEST_NAME || prefix.length > LONGEST_PREFIX) fields.problem(`"${key}" is no key of a label`);
    if (!LABEL_VALUE.test(value)) fields.problem(`"${value}" is no value of a label`);
  }
}

export function checkSubsetName(fields: Fields, name: string): void {
  if (!isLabel(name)) fields.problem(`subset name "${name}" is no DNS label`);
}

/**
 * The name of a Gateway, with its namespace before a slash, or in the form name.namespace of old. Istio looks no further than the
 * first that has no slash (istio/istio pkg/config/validation/validation.go, validateGatewayNames).
 */
export function checkGateways(fields: Fields, gateways: readonly string[]): void {
  for (const gateway of gateways) {
    const [namespace, name, ...more] = gateway.split('/');
    if (name === undefined) {
      checkFqdn(fields, gateway);
      return;
    }
    if (!isLabel(namespace) || !isLabel(name) || more.length > 0) fields.problem(`"${gateway}" names no Gateway`);
  }
}

/** A host of a VirtualService may be an address, too. */
export function checkHostOrAddress(fields: Fields, host: string): void {
  if (!isAddress(host)) checkHost(fields, host);
}

/** Settings of connections, where they are given at all. */
export function checkPool(fields: Fields, key: string): void {
  fields.child(key, (pool) => {
    if (!pool.has('tcp') && !pool.has('http')) pool.problem('it is empty');
  });
}
