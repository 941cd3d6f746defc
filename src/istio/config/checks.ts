import { Fields } from './fields';
import { StringMap } from '../../kubernetes/value';
import { isAddress, parseRange } from '../address';
import { hostProblem, isLabel } from '../host-name';
import { isProtocolName } from '../protocol';

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

/** A whole name: no wildcard. */
export function checkFqdn(fields: Fields, host: string): void {
  if (host.startsWith('*')) fields.problem(`host "${host}" is a wildcard`);
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

/** The name of a Gateway: a DNS label, with the namespace before a slash, or in the form name.namespace of old. */
export function checkGateways(fields: Fields, gateways: readonly string[]): void {
  for (const gateway of gateways) {
    const parts = gateway.split('/');
    const named = parts.length === 1 ? gateway !== '' && hostProblem(gateway) === undefined && !gateway.startsWith('*')
      : parts.length === 2 && (parts[0] === '.' || isLabel(parts[0])) && isLabel(parts[1]);
    if (!named) fields.problem(`"${gateway}" names no Gateway`);
  }
}

/** A host of a VirtualService may be an address, too. */
export function checkHostOrAddress(fields: Fields, host: string): void {
  if (!isAddress(host)) checkHost(fields, host);
}
