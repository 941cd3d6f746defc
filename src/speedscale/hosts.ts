/** Who makes the call to a host. Only what a pod calls goes through a proxy of the mesh. */
export type HostCaller = 'pod' | 'kubelet' | 'chart-download';

/** A host that Speedscale needs outside the cluster, always by TLS on port 443. */
export interface SpeedscaleHost {
  /** The name; `{region}` stands for Speedscale's AWS region. */
  readonly host: string;
  readonly neededBy: HostCaller;
  /** Whether the ServiceEntry example of Speedscale's Istio page holds it. */
  readonly onIstioPage: boolean;
  /** What is known about it beyond the name. */
  readonly note?: string;
}

/** The region that Speedscale documents; it is where Speedscale runs, not where the cluster does. */
export const DOCUMENTED_REGION = 'us-east-1';

/** Speedscale's API and dashboard, which the operator chart's `appUrl` may replace. */
export const APP_HOST = 'app.speedscale.com';

/** The day on which the table below was read off Speedscale's pages. */
export const HOSTS_AS_OF = '2026-08-20';

/**
 * Every host of the table on Speedscale's networking page, in its order, as of `HOSTS_AS_OF`.
 * Speedscale says that the list is subject to change.
 */
export const SPEEDSCALE_HOSTS: readonly SpeedscaleHost[] = [
  { host: APP_HOST, neededBy: 'pod', onIstioPage: true, note: 'the API and dashboard; follows the operator chart\'s appUrl' },
  { host: 'downloads.speedscale.com', neededBy: 'pod', onIstioPage: true },
  { host: 'firehose.{region}.amazonaws.com', neededBy: 'pod', onIstioPage: true, note: 'where the forwarder sends captured traffic' },
  { host: 'sqs.{region}.amazonaws.com', neededBy: 'pod', onIstioPage: true },
  { host: 'sns.{region}.amazonaws.com', neededBy: 'pod', onIstioPage: true },
  { host: 's3.{region}.amazonaws.com', neededBy: 'pod', onIstioPage: true },
  { host: '*.s3.{region}.amazonaws.com', neededBy: 'pod', onIstioPage: true, note: 'bucket names; a wildcard, so the resolution must be NONE' },
  { host: 'sts.amazonaws.com', neededBy: 'pod', onIstioPage: true },
  { host: 'sts.{region}.amazonaws.com', neededBy: 'pod', onIstioPage: true },
  { host: 'monitoring.{region}.amazonaws.com', neededBy: 'pod', onIstioPage: false, note: 'in the table, missing from the ServiceEntry example' },
  { host: 'gcr.io', neededBy: 'kubelet', onIstioPage: false, note: 'image registry: pulled by the kubelet, outside the mesh' },
  { host: 'speedscale.github.io', neededBy: 'chart-download', onIstioPage: false, note: 'chart repository: fetched by Helm or Argo CD\'s repo-server' },
];

/** Where the names of hosts come from. */
export interface HostNaming {
  readonly region: string;
  readonly appUrl: string;
}

/** The names of the chosen hosts, in the table's order. */
export function hostNames(chosen: (host: SpeedscaleHost) => boolean, { region, appUrl }: HostNaming): readonly string[] {
  return SPEEDSCALE_HOSTS.filter(chosen)
    .map(({ host }) => host === APP_HOST ? appUrl : host.replace('{region}', region));
}

/** The ten hosts that Speedscale's pods call: the default. */
export const calledByPods = ({ neededBy }: SpeedscaleHost): boolean => neededBy === 'pod';

/** The nine hosts of the ServiceEntry example on Speedscale's Istio page. */
export const onIstioPage = (host: SpeedscaleHost): boolean => host.onIstioPage;

/** All twelve hosts of the table, with those that no pod calls. */
export const inTable = (): boolean => true;
