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

/** A host as istiod registers it: one for a Service, one for each host and address of a ServiceEntry. */
export interface Service extends Aged {
  readonly host: string;
  readonly kubernetes: boolean;
  readonly origin: KubernetesObject;
  /** Where it listens: `0.0.0.0` where it has no address; a range of addresses for some ServiceEntries. */
  readonly address: string;
  /** Whether the object does not tell the address, so that another one stands for it. */
  readonly addressIsAssumed: boolean;
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
