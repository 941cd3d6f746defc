import { compareAge, compareText } from './age';
import { groupBy } from './group';
import { isWildcard } from './host-match';
import { once } from './once';
import { Service } from './service';

/** All services, with the names that stand for each; every list has the oldest first. */
export interface ServiceIndex {
  readonly all: readonly Service[];
  readonly byHost: ReadonlyMap<string, readonly Service[]>;
  readonly byPort: ReadonlyMap<number, readonly Service[]>;
  readonly byNamespace: ReadonlyMap<string, readonly Service[]>;
  readonly wildcards: readonly string[];
}

export function indexServices(services: readonly Service[]): ServiceIndex {
  const all = withAliases([...services].sort(byAge));
  const byHost = groupBy(all, ({ host }) => host);
  return {
    all,
    byHost,
    byPort: byPortNumber(all),
    byNamespace: groupBy(all, ({ namespace }) => namespace),
    wildcards: [...byHost.keys()].filter(isWildcard),
  };
}

/** Hosts of several ServiceEntries can be alike in all that istiod orders by: these stand by the names of their objects, not of their files. */
function byAge(a: Service, b: Service): number {
  return compareAge(a, b) || compareText(a.origin.metadata.name ?? '', b.origin.metadata.name ?? '');
}

function byPortNumber(services: readonly Service[]): ReadonlyMap<number, readonly Service[]> {
  const found = new Map<number, Service[]>();
  for (const service of services) {
    for (const { number } of service.ports) {
      const onPort = once(found, number, () => []);
      // A port has a number twice where TCP and UDP share it.
      if (onPort.at(-1) !== service) onPort.push(service);
    }
  }
  return found;
}

/** The services with the names that stand for each (istio/istio pilot/pkg/model/push_context.go, resolveServiceAliases). */
function withAliases(services: readonly Service[]): readonly Service[] {
  const targets = new Map(services.flatMap(({ host, aliasOf }) => aliasOf === undefined ? [] : [[host, aliasOf] as const]));
  if (targets.size === 0) return services;
  const names = new Map<string, string[]>();
  for (const { host, aliasOf } of services) {
    const target = aliasOf === undefined ? undefined : endOf(aliasOf, targets);
    if (target !== undefined) names.set(target, [...names.get(target) ?? [], host]);
  }
  return services.map((service) => ({ ...service, aliases: names.get(service.host) ?? [] }));
}

/** What an alias of aliases stands for in the end; `undefined` where they go round in a circle. */
function endOf(name: string, targets: ReadonlyMap<string, string>): string | undefined {
  const seen = new Set<string>();
  for (let at = name; ;) {
    const next = targets.get(at);
    if (next === undefined) return at;
    if (seen.has(at)) return undefined;
    seen.add(at);
    at = next;
  }
}
