import { Enforcement } from './egress/verdict';
import { PROXY_CONTAINER } from './injection';
import { valueAt } from '../kubernetes/value';
import { allContainers, PodTemplate, runningContainers } from '../kubernetes/workload';

/** The user and group of istio-proxy, unless its container states another user. */
export const PROXY_USER = 1337;

/**
 * Connections of istio-proxy's user and group are not redirected, whichever container opens them (istio/istio
 * tools/istio-iptables/pkg/capture/run.go:342 and 379). A container's own setting replaces the pod's. Init containers that end before the
 * others start are not counted.
 * @param isAdded whether the caller is a container that another webhook adds: only the pod's own setting is known then
 * @returns `undefined` where no caller has that user or group
 */
export function exceptionByUser({ spec }: PodTemplate, isAdded: boolean): Enforcement | undefined {
  const proxy = proxyOf(spec);
  const isOfProxy = runsAsProxy(spec);
  const own = isAdded ? [] : runningContainers(spec).filter((container) => container !== proxy);
  const callers = own.length === 0 ? [{}] : own;
  const escaping = callers.filter(isOfProxy);
  if (escaping.length === 0) return undefined;
  return escaping.length === callers.length ? { outcome: 'not-enforced', reason: 'proxy-user' }
    : { outcome: 'unknown', reason: 'container-not-known', detail: escaping.map(({ name }) => `"${String(name)}"`).join(', ') };
}

function proxyOf(spec: PodTemplate['spec']): Readonly<Record<string, unknown>> | undefined {
  return allContainers(spec).find(({ name }) => name === PROXY_CONTAINER);
}

/** Tells the containers of a pod that run as istio-proxy's user or group. */
export function runsAsProxy(spec: PodTemplate['spec']): (container: unknown) => boolean {
  // No argument of istio-iptables names the group, so it is the user's number (tools/common/config/config.go:187).
  const user = valueAt(proxyOf(spec), ['securityContext', 'runAsUser']) || PROXY_USER;
  return (container) => ['runAsUser', 'runAsGroup'].some((key) => (
    (valueAt(container, ['securityContext', key]) ?? valueAt(spec, ['securityContext', key])) === user));
}
