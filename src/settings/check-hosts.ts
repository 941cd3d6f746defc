import { isAddress } from '../istio/address';
import { hostProblem, isPartialWildcard, sidecarHostProblem } from '../istio/host-name';
import { finding } from '../message/catalogue';
import { Finding, Place } from '../message/message';

/** Where the n-th value of a list was written. */
export type PlaceOfItem = (index: number) => Place;

const nowhere: PlaceOfItem = () => ({});

/** What is wrong with hosts that a ServiceEntry shall register: names that Istio or Envoy refuses, and names that come twice. */
export function checkHosts(hosts: readonly string[], placeOf: PlaceOfItem = nowhere): readonly Finding[] {
  const seen = new Set<string>();
  return hosts.flatMap((host, index) => {
    const found = checkHost(host, placeOf(index));
    const isRepeated = seen.size === seen.add(host).size;
    return found.length === 0 && isRepeated ? [finding('host-listed-twice', { host }, placeOf(index))] : found;
  });
}

/** What is wrong with one host of a ServiceEntry. */
export function checkHost(host: string, place: Place = {}): readonly Finding[] {
  if (host === '*') return [finding('host-is-every-host', { host }, place)];
  const problem = hostProblem(host);
  if (problem !== undefined) return [finding('host-not-a-name', { host, problem, isAddress: isAddress(host) }, place)];
  return isPartialWildcard(host) ? [finding('host-partial-wildcard', { host }, place)] : [];
}

/** What is wrong with hosts of a Sidecar's egress, each `namespace/dnsName`. */
export function checkSidecarHosts(hosts: readonly string[], placeOf: PlaceOfItem = nowhere): readonly Finding[] {
  return hosts.flatMap((host, index) => {
    const problem = sidecarHostProblem(host);
    return problem === undefined ? [] : [finding('egress-host-not-namespaced', { host, problem }, placeOf(index))];
  });
}
