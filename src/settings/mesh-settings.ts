/**
 * The settings about the mesh: the props of `SpeedscaleOnIstio` and the same part of the config file's `spec`.
 * These are jsii structs, read in Python, Java and Go too: no unions, and no defaults outside of `resolveMesh`.
 */

/** What a proxy does with traffic to a destination that nobody registered. */
export enum OutboundTrafficPolicy {
  /** Only registered destinations are let out. */
  REGISTRY_ONLY = 'REGISTRY_ONLY',
  /** Unregistered destinations pass. */
  ALLOW_ANY = 'ALLOW_ANY',
}

/** Which Istio Sidecar lets Speedscale into a namespace's egress, where one narrows it. */
export enum SidecarPlacement {
  /** The namespace's own; where only the root namespace's is in effect, a new one that holds what that allows. */
  AUTO = 'auto',
  /** The root namespace's, for the whole mesh: `adopt` adds the one host to it. */
  ROOT = 'root',
  /** None: somebody else sees to it. */
  NEVER = 'never',
}

/** What is generated. */
export enum EmittedKind {
  /** The ServiceEntry of the external hosts. */
  SERVICE_ENTRY = 'serviceEntry',
  /** The Istio Sidecars of the namespaces. */
  SIDECARS = 'sidecars',
}

/**
 * Labels that a namespace must have, all of them. Conditions (`matchExpressions`) are read from a MeshConfig in sight; here they
 * cannot be stated.
 */
export interface LabelSelector {
  /** Labels with their values. */
  readonly matchLabels: { readonly [key: string]: string };
}

/** Facts about the mesh. What the manifests in sight show need not be stated; a contradiction is an error. */
export interface IstioSettings {
  /**
   * Istio's release, as `major.minor` or `major.minor.patch`. It decides the API version that is written and how egress is decided.
   * @default - read from the manifests, else the newest release that is modelled
   */
  readonly version?: string;
  /**
   * The mesh's outbound traffic policy (MeshConfig `outboundTrafficPolicy.mode`).
   * @default - read from the manifests, else unknown
   */
  readonly outboundTrafficPolicy?: OutboundTrafficPolicy;
  /**
   * Whether Istio's CNI agent is in use; goproxy workloads then need an annotation.
   * @default - read from the manifests, else unknown
   */
  readonly cni?: boolean;
  /**
   * The revision of the istiod that serves the namespaces which choose none by a label `istio.io/rev`.
   * @default - read from the webhook of the tag "default", else "default"
   */
  readonly revision?: string;
  /**
   * Istio's root namespace, whose Sidecar holds for every namespace without one of its own.
   * @default - read from the manifests, else "istio-system"
   */
  readonly rootNamespace?: string;
  /**
   * Whether the root namespace has a Sidecar. `false` states that it has none.
   * @default - read from the manifests, else unknown
   */
  readonly hasRootSidecar?: boolean;
  /**
   * MeshConfig `defaultServiceExportTo`: who sees a service that does not say so itself.
   * @default - read from the manifests, else ["*"]
   */
  readonly defaultServiceExportTo?: string[];
  /**
   * MeshConfig `discoverySelectors`: the namespaces that istiod looks at. Any selector may match.
   * @default - read from the manifests, else every namespace
   */
  readonly discoverySelectors?: LabelSelector[];
}

/** Changes to the list of external hosts. */
export interface HostChanges {
  /**
   * Further hosts, as DNS names or wildcards such as `*.example.com`.
   * @default - none
   */
  readonly add?: string[];
  /**
   * Hosts to leave out, exactly as they are listed.
   * @default - none
   */
  readonly remove?: string[];
}

/** Where Speedscale runs and what it calls. */
export interface SpeedscaleSettings {
  /**
   * The namespace of Speedscale's operator and forwarder.
   * @default "speedscale"
   */
  readonly namespace?: string;
  /**
   * Labels of that namespace, where its Namespace object is not in sight.
   * @default - read from the manifests, else unknown
   */
  readonly namespaceLabels?: { readonly [key: string]: string };
  /**
   * Speedscale's AWS region, which is not the cluster's. Speedscale documents only the default.
   * @default "us-east-1"
   */
  readonly region?: string;
  /**
   * The host of Speedscale's API, as the operator chart's `appUrl`.
   * @default "app.speedscale.com"
   */
  readonly appUrl?: string;
  /**
   * Changes to the ten hosts that Speedscale's pods call.
   * @default - none
   */
  readonly hosts?: HostChanges;
  /**
   * The namespaces that see the hosts: names, `.` for Speedscale's own, or `*` alone for all.
   * @default - Speedscale's own namespace, and those with `replay`
   */
  readonly exportTo?: string[];
  /**
   * Further namespaces that see the hosts, for instance the egress gateway's.
   * @default - none
   */
  readonly exportToAlso?: string[];
}

/** One namespace with workloads that Speedscale captures or replays. */
export interface NamespaceSettings {
  /** The namespace's name. */
  readonly name: string;
  /**
   * Its labels, where its Namespace object is not in sight.
   * @default - read from the manifests, else unknown
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * Whether replays run here: generator, responder and collector pods then need the external hosts.
   * @default false
   */
  readonly replay?: boolean;
  /**
   * Which Istio Sidecar lets Speedscale in.
   * @default SidecarPlacement.AUTO
   */
  readonly sidecar?: SidecarPlacement;
  /**
   * Further hosts that a Sidecar generated for this namespace keeps, as `namespace/dnsName`.
   * @default - none
   */
  readonly egress?: string[];
}

/** Labels and annotations for every generated object. */
export interface GeneratedMetadata {
  /**
   * Labels, for instance `istio.io/rev`.
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * Annotations, for instance Argo CD's sync wave.
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

/** The settings about the mesh. */
export interface MeshSettings {
  /**
   * Facts about Istio.
   * @default - read from the manifests in sight, else unknown
   */
  readonly istio?: IstioSettings;
  /**
   * Where Speedscale runs and what it calls.
   * @default - the operator chart's and Speedscale's documented values
   */
  readonly speedscale?: SpeedscaleSettings;
  /**
   * The namespaces with workloads that Speedscale captures or replays.
   * @default - none
   */
  readonly namespaces?: NamespaceSettings[];
  /**
   * What is generated. An empty list says that another repository owns all of it.
   * @default - everything
   */
  readonly emit?: EmittedKind[];
  /**
   * Labels and annotations for every generated object.
   * @default - none
   */
  readonly metadata?: GeneratedMetadata;
}
