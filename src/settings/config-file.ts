import { EbpfOptions, GoproxyOptions } from './capture-options';
import { MeshSettings, NamespaceSettings } from './mesh-settings';

// The JSON Schema of the config file, its validator and its reference are generated from these types and their comments.

/** The config file `speedscale.yaml`. */
export interface SpeedscaleConfig {
  /** The version of this format. */
  readonly apiVersion: 'cdk8s-speedscale/v1alpha1';
  /** What the file is. */
  readonly kind: 'SpeedscaleOnIstio';
  /**
   * Name of the settings, and what tools write there.
   * @default - none
   */
  readonly metadata?: ConfigMetadata;
  /** The settings. */
  readonly spec: ConfigSpec;
}

/** Metadata of the config file. Nothing is generated from it. */
export interface ConfigMetadata {
  /**
   * A name; kustomize and kpt ask for one.
   * @default - none
   */
  readonly name?: string;
  /**
   * A namespace, which kustomize may set. It is not Speedscale's.
   * @default - none
   */
  readonly namespace?: string;
  /**
   * Labels of the file itself.
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * Annotations of the file itself; kustomize and kpt keep theirs here.
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

/** The settings about the mesh, and those about files. */
export interface ConfigSpec extends MeshSettings {
  /**
   * The namespaces with workloads that Speedscale captures or replays.
   * @default - none
   */
  readonly namespaces?: ConfigNamespace[];
  /**
   * Findings to leave out, each with a reason. They are counted, and one that matches nothing is a finding itself.
   * @default - none
   */
  readonly ignore?: IgnoredFinding[];
  /**
   * The manifests of the mesh and its workloads: read by `synth` and `check`, edited by `adopt`.
   * @default - none but those named on the command line
   */
  readonly manifests?: ManifestPath[];
  /**
   * Manifests that are read and never edited, such as the output of
   * `kubectl get namespaces,services,sidecars,serviceentries,virtualservices -A -o yaml`.
   * @default - none
   */
  readonly context?: ContextPath[];
  /**
   * Globs of files and folders that no command reads, from the folder of the config file: `vendor`, `charts/*.json`. Two asterisks stand
   * for any number of folders. A file that is named itself on the command line is read.
   * @default - everything is read
   */
  readonly exclude?: string[];
  /**
   * The folder, from that of the config file, in which `synth` writes `<name>.k8s.yaml`, named by the settings' metadata. Every command
   * reads that one file, as what is generated. `synth -o` and CDK8S_OUTDIR come before it.
   * @default "dist"
   */
  readonly output?: string;
}

/** A namespace of the config file: what the mesh needs to know of it, and what is done to its manifests. */
export interface ConfigNamespace extends NamespaceSettings {
  /**
   * Names of VirtualServices bound to an ingress gateway that shall hold the in-mesh host too. Their routes then apply to callers
   * inside the mesh as well.
   * @default - none
   */
  readonly virtualServices?: string[];
  /**
   * What is captured here, and how.
   * @default - nothing
   */
  readonly capture?: CaptureSettings[];
}

/**
 * Workloads that are captured in one way. They are named by `workloads` or chosen by `selector`; with neither, every workload of
 * the namespace is meant.
 */
export interface CaptureSettings {
  /**
   * The workloads by kind and name.
   * @default - chosen by `selector`, else every workload of the namespace
   */
  readonly workloads?: WorkloadReference[];
  /**
   * Labels that a workload has itself, all of them, as `kubectl get -l` chooses it.
   * @default - named by `workloads`, else every workload of the namespace
   */
  readonly selector?: WorkloadSelector;
  /**
   * Capture by goproxy, Speedscale's proxy inside the pod. `{}` captures with the operator's own settings.
   * @default - not by goproxy; either this or `ebpf` is given
   */
  readonly goproxy?: GoproxyOptions;
  /**
   * Capture by eBPF, from the node. `{}` captures with the operator's own settings.
   * @default - not by eBPF; either this or `goproxy` is given
   */
  readonly ebpf?: EbpfOptions;
}

/** The kinds of workload that can be captured: those that Speedscale's operator watches, but for a bare Pod. */
export enum CapturedKind {
  /** A Deployment of apps. */
  DEPLOYMENT = 'Deployment',
  /** A StatefulSet of apps. */
  STATEFUL_SET = 'StatefulSet',
  /** A DaemonSet of apps. */
  DAEMON_SET = 'DaemonSet',
  /** A ReplicaSet of apps. */
  REPLICA_SET = 'ReplicaSet',
  /** A Job of batch. */
  JOB = 'Job',
  /** Argo's Rollout. */
  ROLLOUT = 'Rollout',
}

/** One workload of the namespace. */
export interface WorkloadReference {
  /** The kind. */
  readonly kind: CapturedKind;
  /** The name. */
  readonly name: string;
}

/** Chooses workloads by their labels. */
export interface WorkloadSelector {
  /** Labels with their values. */
  readonly labels: { readonly [key: string]: string };
}

/** A finding that is known and meant to stay. */
export interface IgnoredFinding {
  /** The id of the rule, as the finding shows it. */
  readonly rule: string;
  /**
   * The object as the finding names it, for instance `Sidecar shop/default`.
   * @default - every object
   */
  readonly object?: string;
  /** Why it may stay; shown with the count of ignored findings. */
  readonly reason: string;
}

/** A file or folder of manifests that are read and never edited. */
export interface ContextPath extends ManifestPath {
  /**
   * Whether it holds every Namespace, Service and object of Istio of the cluster, so that what is not in it does not exist. A dump with
   * Service `default/kubernetes` and Services of three namespaces counts as complete of Services by itself.
   * @default false
   */
  readonly complete?: boolean;
}

/** A file or folder of manifests. */
export interface ManifestPath {
  /** The file, or the folder with everything in it, from the folder of the config file. */
  readonly path: string;
  /**
   * The namespace of the objects there that name none.
   * @default - such objects stay without one
   */
  readonly namespace?: string;
}
