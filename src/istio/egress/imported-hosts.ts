import { isSubset, isWildcard, overlaps } from '../host-match';

interface Hosts {
  readonly exact: Set<string>;
  readonly all: string[];
  readonly excluded: string[];
}

const EVERY_NAMESPACE = '*';

/**
 * The hosts of an egress listener by namespace (istio/istio pilot/pkg/model/sidecar.go, convertIstioListenerToWrapper).
 * Exclusions are read only where the release knows them; before, the namespace `~` is one that nothing is in.
 */
export class ImportedHosts {
  private readonly byNamespace = new Map<string, Hosts>();
  /** The namespaces that can be imported from; `undefined` where it is every one. */
  readonly namespaces: readonly string[] | undefined;
  /** The hosts, where none of them has a wildcard and each names its namespace. */
  readonly exact: readonly { readonly namespace: string; readonly host: string }[] | undefined;

  constructor(entries: readonly string[], ownNamespace: string, exclusions: boolean) {
    const exact: { namespace: string; host: string }[] = [];
    let allExact = true;
    for (const entry of entries) {
      const slash = entry.indexOf('/');
      const [written, host] = [entry.slice(0, slash), entry.slice(slash + 1)];
      const excluded = exclusions && written.startsWith('~');
      const namespace = fullNamespace(excluded ? written.slice(1) || EVERY_NAMESPACE : written, ownNamespace);
      const hosts = this.of(namespace);
      if (excluded) {
        hosts.excluded.push(host);
        continue;
      }
      hosts.all.push(host);
      if (isWildcard(host)) allExact = false;
      else hosts.exact.add(host);
      if (namespace === EVERY_NAMESPACE) allExact = false;
      exact.push({ namespace, host });
    }
    const importedFrom = [...this.byNamespace].filter(([, { all }]) => all.length > 0).map(([namespace]) => namespace);
    this.namespaces = importedFrom.includes(EVERY_NAMESPACE) ? undefined : importedFrom;
    this.exact = allExact ? exact : undefined;
  }

  /** Whether a service of a namespace is imported; its host must be within one that is listed. */
  takesService(host: string, namespace: string): boolean {
    return this.some(namespace, (hosts) => within(hosts, host)) && !this.excludes(host, namespace);
  }

  /** The names that stand for a service which are imported with it. */
  takesAlias(alias: string, host: string, namespace: string): boolean {
    const own = this.byNamespace.get(namespace);
    const hosts = own !== undefined && within(own, host) ? own : this.byNamespace.get(EVERY_NAMESPACE);
    return hosts !== undefined && within(hosts, alias);
  }

  /** Whether a VirtualService is imported: here a listed host that is within one of its hosts will do, too (VSMatches). */
  takesVirtualService(hosts: readonly string[], namespace: string): boolean {
    return hosts.some((host) => this.some(namespace, ({ all }) => all.some((listed) => overlaps(host, listed))) && !this.excludes(host, namespace));
  }

  private excludes(host: string, namespace: string): boolean {
    return this.some(namespace, ({ excluded }) => excluded.some((listed) => isSubset(host, listed)));
  }

  private some(namespace: string, test: (hosts: Hosts) => boolean): boolean {
    const [own, everywhere] = [this.byNamespace.get(namespace), this.byNamespace.get(EVERY_NAMESPACE)];
    return (own !== undefined && test(own)) || (everywhere !== undefined && test(everywhere));
  }

  private of(namespace: string): Hosts {
    const hosts = this.byNamespace.get(namespace) ?? { exact: new Set(), all: [], excluded: [] };
    this.byNamespace.set(namespace, hosts);
    return hosts;
  }
}

function within({ exact, all }: Hosts, host: string): boolean {
  return exact.has(host) || all.some((listed) => isWildcard(listed) && isSubset(host, listed));
}

function fullNamespace(written: string, own: string): string {
  return written === '.' ? own : written;
}
