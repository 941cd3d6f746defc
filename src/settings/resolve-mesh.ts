import { EmittedKind, GeneratedMetadata, MeshSettings, NamespaceSettings, SidecarPlacement } from './mesh-settings';
import { InjectionDefaults } from '../istio/redirection';
import { StringMap } from '../kubernetes/value';
import { APP_HOST, calledByPods, DOCUMENTED_REGION, HostNaming, hostNames } from '../speedscale/hosts';

/** Where the operator's chart installs Speedscale. */
export const DEFAULT_NAMESPACE = 'speedscale';

/** Istio's root namespace, as its own installation names it. */
export const DEFAULT_ROOT_NAMESPACE = 'istio-system';

/** A namespace with every default applied. */
export interface ResolvedNamespace extends NamespaceSettings {
  readonly replay: boolean;
  readonly sidecar: SidecarPlacement;
  readonly egress: string[];
  /** Whether goproxy runs here, which calls Speedscale's forwarder. eBPF capture does not. */
  readonly callsForwarder: boolean;
  /** Whether pods here call Speedscale: goproxy its forwarder, a replay's pods its hosts. */
  readonly callsSpeedscale: boolean;
}

/** What the manifests in sight show of Istio, where the settings do not state it. */
export interface KnownIstio extends InjectionDefaults {
  readonly version?: string;
  /** The mode: `REGISTRY_ONLY`, `ALLOW_ANY`, or another that Istio knows. */
  readonly outboundTrafficPolicy?: string;
  readonly rootNamespace?: string;
  readonly defaultServiceExportTo?: readonly string[];
  readonly defaultVirtualServiceExportTo?: readonly string[];
  readonly defaultDestinationRuleExportTo?: readonly string[];
  /** Label selectors as MeshConfig holds them, with their conditions. */
  readonly discoverySelectors?: readonly unknown[];
  /** As MeshConfig holds it. */
  readonly serviceEntryVisibility?: Readonly<Record<string, unknown>>;
  /** How proxies take the traffic of pods: `defaultConfig.interceptionMode` of MeshConfig. */
  readonly interceptionMode?: string;
  /** `ISTIO_META_DNS_CAPTURE` of the proxies' metadata: "true" where they answer DNS themselves. */
  readonly dnsCapture?: string;
  /** `ISTIO_META_DNS_AUTO_ALLOCATE`: before release 1.25, "true" where they do so with addresses that istiod assigns. */
  readonly dnsAutoAllocate?: string;
  /** Those of the proxies' metadata that change what is redirected to them. */
  readonly redirectionVariables?: StringMap;
}

/** ServiceEntries of the input that let Speedscale's pods call every host. */
export interface Served {
  /** Each as `Kind namespace/name`. */
  readonly entries: readonly string[];
  /** Their hosts that serve, each with the namespace from which a Sidecar has to import it. */
  readonly services: readonly { readonly host: string; readonly namespace: string }[];
}

/** The settings about the mesh with every default applied; what is `undefined` is known from neither settings nor manifests. */
export interface ResolvedMesh {
  readonly istio: KnownIstio & {
    readonly rootNamespace: string;
    readonly hasRootSidecar?: boolean;
  };
  readonly speedscale: {
    readonly namespace: string;
    readonly namespaceLabels?: Readonly<Record<string, string>>;
    readonly hosts: readonly string[];
    readonly exportTo: readonly string[];
    /** What serves the hosts already, so that no ServiceEntry need be written. @default - nothing */
    readonly served?: Served;
  };
  readonly namespaces: readonly ResolvedNamespace[];
  readonly emit: readonly EmittedKind[];
  readonly metadata: GeneratedMetadata;
}

/** Tells whether goproxy of pods of the n-th namespace of the settings calls Speedscale's forwarder. */
export type CallsForwarder = (index: number) => boolean;

/** Constructs say in their own chart what they capture, so a namespace is listed for nothing else than that its pods call. */
const everyListed: CallsForwarder = () => true;

/**
 * Applies the defaults to the settings, in the one place that knows them.
 * @param known what the manifests show; the settings win, and a contradiction is for src/mesh/facts to find
 */
export function resolveMesh(settings: MeshSettings, known: KnownIstio = {}, callsForwarder: CallsForwarder = everyListed): ResolvedMesh {
  const { istio = {}, speedscale = {}, namespaces = [], metadata = {} } = settings;
  const { namespace = DEFAULT_NAMESPACE, hosts: { add = [], remove = [] } = {} } = speedscale;
  const listed = [...hostNames(calledByPods, hostNaming(settings)), ...add];
  const resolvedNamespaces = namespaces.map((each, index): ResolvedNamespace => ({
    ...each,
    replay: each.replay ?? false,
    sidecar: each.sidecar ?? SidecarPlacement.AUTO,
    egress: each.egress ?? [],
    callsForwarder: callsForwarder(index),
    callsSpeedscale: each.replay === true || callsForwarder(index),
  }));
  return {
    istio: {
      ...known,
      version: moreExact(istio.version, known.version),
      outboundTrafficPolicy: istio.outboundTrafficPolicy ?? known.outboundTrafficPolicy,
      cni: istio.cni ?? known.cni,
      rootNamespace: istio.rootNamespace ?? known.rootNamespace ?? DEFAULT_ROOT_NAMESPACE,
      hasRootSidecar: istio.hasRootSidecar,
      defaultServiceExportTo: istio.defaultServiceExportTo ?? known.defaultServiceExportTo,
      discoverySelectors: istio.discoverySelectors ?? known.discoverySelectors,
    },
    speedscale: {
      namespace,
      namespaceLabels: speedscale.namespaceLabels,
      hosts: listed.filter((host) => !remove.includes(host)),
      exportTo: exportTo(namespace, speedscale.exportTo ?? [], speedscale.exportToAlso ?? [], resolvedNamespaces),
    },
    namespaces: resolvedNamespaces,
    emit: settings.emit ?? [EmittedKind.SERVICE_ENTRY, EmittedKind.SIDECARS],
    metadata,
  };
}

/** The manifests' release where the settings state its minor alone: they say the same, and the patch may decide. */
function moreExact(stated: string | undefined, known: string | undefined): string | undefined {
  return stated === undefined || known?.startsWith(`${stated}.`) === true ? known : stated;
}

/** An empty list stands for the default, as an absent one does: a list of hosts that nobody sees serves nobody. */
function exportTo(own: string, stated: readonly string[], also: readonly string[], namespaces: readonly ResolvedNamespace[]): readonly string[] {
  const chosen = stated.length > 0 ? stated : namespaces.filter(({ name, replay }) => replay && name !== own).map(({ name }) => name);
  return withOwnNamespace(own, [...chosen, ...also.filter((name) => !chosen.includes(name))]);
}

/** Puts `.` first, unless the list covers the own namespace already or is one of the words that stand alone. */
export function withOwnNamespace(own: string, list: readonly string[]): readonly string[] {
  return list.some((value) => ['.', '*', '~', own].includes(value)) ? list : ['.', ...list];
}

/** What the names of Speedscale's hosts depend on. */
export function hostNaming({ speedscale: { region = DOCUMENTED_REGION, appUrl = APP_HOST } = {} }: MeshSettings): HostNaming {
  return { region, appUrl };
}
