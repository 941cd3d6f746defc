import { speedscaleAnnotation } from './annotations';

/** A name of Speedscale's that no capture needs: as a label or an annotation, on users' objects or on its own. */
export interface SpeedscaleMark {
  readonly name: string;
  readonly setBy: 'operator' | 'chart' | 'hand';
  readonly meaning: string;
}

/**
 * The marks besides the annotations whose setter is the operator, which a cluster holds as labels too. Sources: Speedscale's FAQ, its
 * pages on namespaced mode, Helm and Argo, its chart 2.5.602, and its GitOps repositories demo-infra and microsvc, as of 2026-11-28.
 */
export const SPEEDSCALE_MARKS: readonly SpeedscaleMark[] = [
  { name: 'sidecar.speedscale.com/injected', setBy: 'operator', meaning: 'marks workloads, pod templates and pods that have goproxy; proxymock sets it too' },
  { name: 'operator.speedscale.com/shared-inventory', setBy: 'operator', meaning: 'on the Secret with the API key' },
  { name: 'replay.speedscale.com/report-id', setBy: 'operator', meaning: 'the report of the replay that uses the workload' },
  { name: 'replay.speedscale.com/component', setBy: 'operator', meaning: 'marks what a replay starts, such as Redis' },
  { name: 'controlplane.speedscale.com/component', setBy: 'chart', meaning: 'marks the operator and the forwarder' },
  { name: 'controlplane.speedscale.com/annotations', setBy: 'chart', meaning: 'on the DaemonSet of nettap' },
  { name: 'speedscale.com/restartedAt', setBy: 'hand', meaning: 'any value, in the pod template of an Argo Rollout: a new one restarts the Rollout' },
];

const names = new Set(SPEEDSCALE_MARKS.map(({ name }) => name));

/** Whether the name, as a label or an annotation, is no mistake wherever it is. */
export function isSpeedscaleMark(name: string): boolean {
  return names.has(name) || speedscaleAnnotation(name)?.setBy === 'operator';
}

/** Whether a name of a label or an annotation is in a domain of Speedscale's. */
export function isSpeedscaleName(name: string): boolean {
  const domain = name.slice(0, Math.max(name.indexOf('/'), 0));
  return domain === 'speedscale.com' || domain.endsWith('.speedscale.com');
}
