import { checkFqdn, checkLabels, checkPort, checkPortName, UNIX } from './checks';
import { Fields } from './fields';
import { StringMap } from '../../kubernetes/value';
import { isAddress } from '../address';

/** What a ServiceEntry names behind its hosts, or a WorkloadEntry is. */
export interface EntryEndpoint {
  /** Empty text for one that has only a network. */
  readonly address: string;
  readonly labels: StringMap;
}

/** What of the ServiceEntry decides what its endpoints may be. */
interface Entry {
  readonly resolution: string;
  readonly ports: readonly { readonly name: string }[];
}

/**
 * An endpoint (istio/istio pkg/config/validation/validation.go, validateWorkloadEntry; ValidateServiceEntry itself where names are resolved).
 * @param entry that it stands in; none of a WorkloadEntry, of which nothing tells how it will be resolved
 */
export function readEndpoint(fields: Fields, entry?: Entry): EntryEndpoint {
  const address = fields.text('address');
  const own = fields.keys('ports');
  if (address === '' && fields.text('network') === '') fields.problem('it has neither address nor network');
  if (entry?.resolution === 'STATIC' || (entry === undefined && address.startsWith(UNIX))) checkStatic(fields, address, entry?.ports.length ?? 1);
  else if (!isAddress(address) && (entry !== undefined || address !== '')) checkFqdn(fields, address);
  for (const name of own) {
    if (entry?.ports.some((port) => port.name === name) === false) fields.problem(`its port "${name}" is none of the entry's`);
    checkPortName(fields, name);
  }
  fields.child('ports', (numbers) => own.forEach((name) => checkPort(fields, numbers.number(name))));
  const labels = fields.textMap('labels');
  checkLabels(fields, labels);
  return { address, labels };
}

function checkStatic(fields: Fields, address: string, ports: number): void {
  if (address.startsWith(UNIX)) {
    checkSocket(fields, address);
    if (fields.has('ports')) fields.problem('a Unix domain socket has no ports');
    if (ports !== 1) fields.problem('a Unix domain socket stands for just one port of the entry');
  } else if (address !== '' && !isAddress(address)) {
    fields.problem(`"${address}" is no address`);
  }
}

/** An absolute path, or a name in the abstract namespace (ValidateUnixAddress). */
export function checkSocket(fields: Fields, address: string): void {
  const path = address.slice(UNIX.length);
  if (!path.startsWith('@') && (!path.startsWith('/') || path.endsWith('/'))) fields.problem(`"${address}" leads to no socket`);
}
