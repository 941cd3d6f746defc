import { IConstruct } from 'constructs';

/**
 * A way to capture a workload's traffic. `GoproxyCapture` and `EbpfCapture` are the two that Speedscale has.
 *
 * Its shape is that of a mixin of constructs 10.5, so there `workload.with(capture)` works too.
 */
export interface ICapture {
  /**
   * Whether the construct is, or has as its default child, a workload whose capture annotations Speedscale's operator reads:
   * a Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, or an Argo Rollout.
   */
  supports(target: IConstruct): boolean;
  /**
   * Annotates the workload. Annotations that it has are kept; one that says something else is an error, now where it shows
   * already, else when the app is rendered. That fails too where the app has a `SpeedscaleOnIstio` and the workload is in the
   * scope of none, or of several.
   */
  applyTo(target: IConstruct): void;
}

/** Where capture annotations are written. */
export enum AnnotationPlacement {
  /** In the metadata of the workload itself, where Speedscale's TLS and Java pages put them. */
  WORKLOAD = 'workload',
  /**
   * In the metadata of its pod template. Speedscale's guides differ: those on EKS Auto Mode and on bringing your own cloud show it,
   * the TLS page names it as the common mistake. What the operator does with such annotations is not documented.
   */
  POD_TEMPLATE = 'podTemplate',
  /** In both. */
  BOTH = 'both',
}

/** How much istio-proxy logs (Envoy's levels). */
export enum IstioProxyLogLevel {
  /** Everything. */
  TRACE = 'trace',
  /** What Speedscale's Istio page raises it to. */
  DEBUG = 'debug',
  /** Information. */
  INFO = 'info',
  /** Warnings: Istio's own default. */
  WARNING = 'warning',
  /** Errors. */
  ERROR = 'error',
  /** What makes Envoy fail. */
  CRITICAL = 'critical',
  /** Nothing. */
  OFF = 'off',
}

/** What every capture can be told, besides the options of its mode. */
export interface CaptureProps {
  /**
   * Where the annotations are written.
   * @default AnnotationPlacement.WORKLOAD
   */
  readonly placement?: AnnotationPlacement;
  /**
   * The log level of istio-proxy in the workload's pods, by Istio's pod annotation `sidecar.istio.io/logLevel`: it always goes
   * into the pod template, and a change rolls the workload.
   * @default - Istio's
   */
  readonly istioProxyLogLevel?: IstioProxyLogLevel;
}
