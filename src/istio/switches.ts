import { isAtLeast, NEWEST_RELEASE, parseRelease, Release } from './release';

/** Rules of istiod that differ by release. */
export interface Switches {
  /**
   * `defaultServiceExportTo` and `defaultVirtualServiceExportTo` with names of namespaces are honoured; before, they hide from
   * everybody (istio/istio#60701).
   */
  readonly exportDefaultsByName: boolean;
  /** Age decides between what a namespace keeps to itself and what others export to it by name; before, its own comes first (istio/istio#60701). */
  readonly oneOrderOfExports: boolean;
  /** istiod gives ServiceEntries addresses by itself (PILOT_ENABLE_IP_AUTOALLOCATE); before, only for proxies that ask for it. */
  readonly assignsAddresses: boolean;
  /** A Service has a virtual host for its name with a final dot, too (PILOT_ENABLE_ABSOLUTE_FQDN_VHOST_DOMAIN). */
  readonly absoluteNames: boolean;
  /** A ServiceEntry with an empty workloadSelector selects every workload of its namespace; before, none. */
  readonly emptySelectorSelects: boolean;
  /** The destination of a VirtualService is taken from a Kubernetes Service first, then from the oldest ServiceEntry; before, by namespace. */
  readonly bestDestinationNamespace: boolean;
  /** The services that a ServiceEntry makes of one host, one for each address, are held in no order; before, in that of the addresses. */
  readonly unorderedAddresses: boolean;
  /** A credentialName may be that of a ConfigMap, of the rule's own namespace alone; before, it is a text like any other. */
  readonly configMapCredentials: boolean;
  /** The CRD has resolution DYNAMIC_DNS. */
  readonly dynamicDnsKnown: boolean;
  /** Resolution DYNAMIC_DNS takes TLS; before, HTTP alone. */
  readonly dynamicDnsTls: boolean;
  /** Resolution DYNAMIC_DNS works in sidecars; before, in waypoints alone. */
  readonly dynamicDns: boolean;
  /** `~namespace/host` in a Sidecar takes a host out again; before, only the namespace `~` could be written, and matched nothing. */
  readonly exclusions: boolean;
  /** Egress hosts without any wildcard bring in one service for each host and namespace. */
  readonly exactHostLookup: boolean;
  /** MeshConfig's serviceEntryVisibility, and its policy ALLOW_ANY_DYNAMIC_DNS. */
  readonly serviceEntryVisibility: boolean;
}

/** Since when each holds: minor and patch of 1.x. Read from the source at the release tags. */
const SINCE: Readonly<Record<keyof Switches, readonly [minor: number, patch: number]>> = {
  exportDefaultsByName: [30, 3],
  oneOrderOfExports: [30, 3],
  assignsAddresses: [25, 0],
  absoluteNames: [27, 0],
  emptySelectorSelects: [30, 0],
  bestDestinationNamespace: [30, 0],
  unorderedAddresses: [30, 0],
  configMapCredentials: [26, 0],
  dynamicDnsKnown: [28, 0],
  dynamicDnsTls: [29, 0],
  dynamicDns: [30, 0],
  exclusions: [31, 0],
  exactHostLookup: [31, 0],
  serviceEntryVisibility: [31, 0],
};

/** The oldest minor of Istio 1 whose egress is modelled. */
const OLDEST_MINOR = 24;
const NEWEST_MINOR = parseRelease(NEWEST_RELEASE)!.minor;

/** The rules of a release; `undefined` where its egress is not modelled. */
export function switchesOf(text: string): Switches | undefined {
  const release = parseRelease(text);
  if (release === undefined || !isModelled(release)) return undefined;
  const entries = Object.entries(SINCE).map(([name, [minor, patch]]) => [name, isAtLeast(release, 1, minor, patch)]);
  return Object.fromEntries(entries) as unknown as Switches;
}

function isModelled({ major, minor }: Release): boolean {
  return major === 1 && minor >= OLDEST_MINOR && minor <= NEWEST_MINOR;
}
