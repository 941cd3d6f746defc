import { checkMesh } from './check-mesh';
import { EmittedKind, GeneratedMetadata, IstioSettings, LabelSelector, MeshSettings, NamespaceSettings, SidecarPlacement } from './mesh-settings';
import { PlaceOf } from './place';
import { Finding } from '../message/message';
import { APP_HOST, calledByPods, DOCUMENTED_REGION, hostNames } from '../speedscale/hosts';

/** Where the operator's chart installs Speedscale. */
export const DEFAULT_NAMESPACE = 'speedscale';

/** Istio's root namespace, as its own installation names it. */
export const DEFAULT_ROOT_NAMESPACE = 'istio-system';

/** A namespace with every default applied. */
export interface ResolvedNamespace extends NamespaceSettings {
  readonly replay: boolean;
  readonly sidecar: SidecarPlacement;
  readonly egress: string[];
  /** Whether pods here call Speedscale: goproxy its forwarder, a replay's pods its hosts. eBPF capture alone does not. */
  readonly callsSpeedscale: boolean;
}

/** The settings about the mesh with every default applied; what is `undefined` is for the manifests to say. */
export interface ResolvedMesh {
  readonly istio: IstioSettings & {
    readonly rootNamespace: string;
    readonly discoverySelectors: LabelSelector[];
  };
  readonly speedscale: {
    readonly namespace: string;
    readonly namespaceLabels?: Readonly<Record<string, string>>;
    readonly hosts: readonly string[];
    readonly exportTo: readonly string[];
  };
  readonly namespaces: readonly ResolvedNamespace[];
  readonly emit: readonly EmittedKind[];
  readonly metadata: GeneratedMetadata;
}

/** The mesh of the settings, and what there is to say of it; an `error` among the findings means that it cannot be used. */
export interface MeshResolution {
  readonly mesh: ResolvedMesh;
  readonly findings: readonly Finding[];
}

/**
 * Applies the defaults to the settings, in the one place that knows them, and checks the values.
 * @param callsSpeedscale tells whether pods of the n-th namespace call Speedscale; without it, those of every one listed do
 */
export function resolveMesh(settings: MeshSettings, placeOf: PlaceOf, callsSpeedscale: (index: number) => boolean = () => true): MeshResolution {
  const { istio = {}, speedscale = {}, namespaces = [], metadata = {} } = settings;
  const { namespace = DEFAULT_NAMESPACE, region = DOCUMENTED_REGION, appUrl = APP_HOST, hosts: { add = [], remove = [] } = {} } = speedscale;
  const listed = [...hostNames(calledByPods, { region, appUrl }), ...add];
  const resolvedNamespaces = namespaces.map((each, index): ResolvedNamespace => ({
    ...each,
    replay: each.replay ?? false,
    sidecar: each.sidecar ?? SidecarPlacement.AUTO,
    egress: each.egress ?? [],
    callsSpeedscale: each.replay === true || callsSpeedscale(index),
  }));
  const mesh: ResolvedMesh = {
    istio: { ...istio, rootNamespace: istio.rootNamespace ?? DEFAULT_ROOT_NAMESPACE, discoverySelectors: istio.discoverySelectors ?? [] },
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
  return { mesh, findings: checkMesh(settings, { region, appUrl }, placeOf) };
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
