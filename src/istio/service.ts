import { ANY_ADDRESS } from './address';
import { Aged } from './age';
import { EntryEndpoint } from './config/entry-endpoint';
import { Protocol } from './protocol';
import { Audience } from './visibility';
import { KubernetesObject } from '../kubernetes/object';
import { StringMap } from '../kubernetes/value';

/** The domain of the cluster; istiod's own setting, which no object of the mesh tells. */
export const CLUSTER_DOMAIN = 'cluster.local';

export interface Port {
  readonly number: number;
  readonly name: string;
  readonly protocol: Protocol;
}

/** How the proxy finds the endpoints. `alias`: it has none, and stands for another name. */
export type Resolution = 'endpoints' | 'passthrough' | 'dns' | 'dns-round-robin' | 'dynamic-dns' | 'alias';

/** Where a service listens, as far as its object says. */
export type ServiceAddress =
  /** It has no address of its own: its listener, if it has one, is on 0.0.0.0. */
  | { readonly kind: 'any' }
  | { readonly kind: 'single'; readonly address: string }
  /** Some ServiceEntries have a range instead: `10.0.0.0/8`. */
  | { readonly kind: 'range'; readonly range: string }
  /** The cluster assigns one, and the input does not have it. */
  | { readonly kind: 'unassigned' };

export const NO_ADDRESS: ServiceAddress = { kind: 'any' };

/** A service's address; 0.0.0.0 means that it has none of its own. */
export function singleAddress(address: string): ServiceAddress {
  return address === ANY_ADDRESS ? NO_ADDRESS : { kind: 'single', address };
}

/** Stands for an address behind a service that the input does not have: that of a pod of a headless one, else its own. */
export function unseenAddress({ host, resolution }: Service): string {
  return `${resolution === 'passthrough' ? 'a pod' : 'the address'} of ${host}`;
}

/** A host as istiod registers it: one for a Service, one for each host and address of a ServiceEntry. */
export interface Service extends Aged {
  readonly host: string;
  readonly kubernetes: boolean;
  readonly origin: KubernetesObject;
  readonly address: ServiceAddress;
  readonly ports: readonly Port[];
  readonly resolution: Resolution;
  readonly external: boolean;
  /** Empty where the mesh's default holds. */
  readonly exportTo: readonly string[];
  /** Who sees it, by that and the mesh's settings. */
  readonly audience: Audience;
  readonly labels: StringMap;
  /** The pods behind it; `undefined` where none are selected by labels. */
  readonly selector: StringMap | undefined;
  /** What an alias stands for. */
  readonly aliasOf?: string;
  /** The names that stand for it. */
  readonly aliases: readonly string[];
  /** The endpoints that the object itself names; with resolution DNS and none, the host is its own. */
  readonly endpoints: readonly EntryEndpoint[];
}

/** The port that calls go to: one of UDP does not count (istio/istio pilot/pkg/model/service.go, GetByPort). */
export function portOf({ ports }: Service, number: number): Port | undefined {
  return ports.find((port) => port.number === number && port.protocol !== 'udp');
}
