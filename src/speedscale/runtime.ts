/**
 * What Speedscale's operator makes at run time, so that no repository holds it. From Speedscale's documentation and its chart
 * 2.5.602; the operator's source is closed. The labels of these pods, and the protocol that the forwarder's Service gives its
 * port, are not documented: whatever depends on them is unknown.
 */

/** What such a pod calls: the hosts outside the cluster that pods need, and the API server. */
export type RuntimeCall = 'hosts' | 'api-server';

/** A kind of pod that Speedscale runs. */
export interface RuntimePod {
  readonly name: string;
  /** Speedscale's own namespace, or each one in which a replay runs. */
  readonly runsIn: 'speedscale' | 'replay';
  /** On the host network a pod is outside of the mesh. */
  readonly hostNetwork: boolean;
  readonly calls: readonly RuntimeCall[];
}

export const RUNTIME_PODS: readonly RuntimePod[] = [
  { name: 'operator', runsIn: 'speedscale', hostNetwork: false, calls: ['hosts', 'api-server'] },
  { name: 'forwarder', runsIn: 'speedscale', hostNetwork: false, calls: ['hosts'] },
  { name: 'inspector', runsIn: 'speedscale', hostNetwork: false, calls: ['hosts', 'api-server'] },
  { name: 'nettap', runsIn: 'speedscale', hostNetwork: true, calls: [] },
  { name: 'generator', runsIn: 'replay', hostNetwork: false, calls: ['hosts'] },
  { name: 'responder', runsIn: 'replay', hostNetwork: false, calls: ['hosts'] },
  { name: 'collector', runsIn: 'replay', hostNetwork: false, calls: ['hosts', 'api-server'] },
];

/** The Service to which goproxy sends what it captured, in Speedscale's namespace. */
export const FORWARDER = { name: 'speedscale-forwarder', port: 80 } as const;
