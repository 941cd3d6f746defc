import { DestinationRule, readDestinationRule } from './destination-rule';
import { Read } from './object';
import { readProxyConfigObject } from './proxy-config';
import { readServiceEntry, ServiceEntry } from './service-entry';
import { readSidecar, Sidecar } from './sidecar';
import { readVirtualService, VirtualService } from './virtual-service';
import { readWorkloadEntry } from './workload-entry';
import { groupKind, KubernetesObject } from '../../kubernetes/object';
import { once } from '../once';
import { NEWEST_RELEASE } from '../release';
import { Switches, switchesOf } from '../switches';

const READERS: Readonly<Record<string, (object: KubernetesObject, switches: Switches) => Read<unknown>>> = {
  'ServiceEntry.networking.istio.io': readServiceEntry,
  'Sidecar.networking.istio.io': readSidecar,
  'VirtualService.networking.istio.io': readVirtualService,
  'DestinationRule.networking.istio.io': readDestinationRule,
  'ProxyConfig.networking.istio.io': readProxyConfigObject,
  'WorkloadEntry.networking.istio.io': readWorkloadEntry,
};

/** The kinds that are read here: Istio refuses objects of them that decide about egress. As `groupKind` writes them. */
export const READ_KINDS: readonly string[] = Object.keys(READERS);

const known = new WeakMap<KubernetesObject, Map<string, Read<unknown>>>();

/**
 * An object as Istio reads it, once; `undefined` where it is of a kind that decides nothing about egress.
 * @param release that of the mesh; where it is not modelled, the newest that is
 */
export function readObject(object: KubernetesObject, release: string = NEWEST_RELEASE): Read<unknown> | undefined {
  const reader = READERS[groupKind(object)];
  if (reader === undefined) return undefined;
  const byRelease = once(known, object, () => new Map<string, Read<unknown>>());
  return once(byRelease, release, () => reader(object, switchesOf(release) ?? switchesOf(NEWEST_RELEASE)!));
}

/** A ServiceEntry, as far as its fields have the types of the CRD; whether Istio refuses it, `refusalOf` says. */
export function serviceEntryOf(object: KubernetesObject, release?: string): ServiceEntry {
  return written(object, release) as ServiceEntry;
}

/** A Sidecar, likewise. */
export function sidecarOf(object: KubernetesObject, release?: string): Sidecar {
  return written(object, release) as Sidecar;
}

/** A VirtualService, likewise. */
export function virtualServiceOf(object: KubernetesObject, release?: string): VirtualService {
  return written(object, release) as VirtualService;
}

/** A DestinationRule, likewise. */
export function destinationRuleOf(object: KubernetesObject, release?: string): DestinationRule {
  return written(object, release) as DestinationRule;
}

function written(object: KubernetesObject, release: string | undefined): unknown {
  const read = readObject(object, release);
  return read === undefined || 'value' in read ? read?.value : read.written;
}
