import { Enforcement } from './egress/verdict';
import { Mesh } from './mesh';
import { MeshPod, PodProxyConfig, podProxyConfig } from './proxy-config';
import { exceptionByUser } from './proxy-user';
import { Problem, Redirection, redirectionOf, withException } from './redirection';

/** An injected pod, and which of its containers calls. */
export interface EnforcementQuery extends MeshPod {
  /** Whether the caller is a container that another webhook adds to the pod. @default false */
  readonly callerIsAdded?: boolean;
}

/** What a pod's proxy does with the pod's calls. */
export interface PodEnforcement extends Pick<PodProxyConfig, 'capturesDns'> {
  /** Whether it holds a call. `decideEgress` decides the calls that it holds. */
  readonly holds: Redirection;
}

// Lines of istio/istio that are cited here and in the files beside are those of its main branch at 86c9f01fd73 (2026-08-22).
const TEMPLATES = 'inject.istio.io/templates';
/** The template of istiod's chart that redirects calls, and those that do not (files/grpc-agent.yaml and others beside it). */
const REDIRECTING = 'sidecar';
const NOT_REDIRECTING: readonly string[] = ['grpc-agent', 'grpc-simple', 'gateway', 'waypoint', 'kube-gateway', 'agentgateway', 'agentgateway-waypoint'];

/** Works out once for a pod what its proxy does with its calls. */
export function enforcementOf(mesh: Mesh, query: EnforcementQuery): PodEnforcement {
  const config = podProxyConfig(mesh, query);
  if ('problem' in config) return notStarting(config);
  const redirection = redirectionOf(query.pod, mesh.input.injection ?? {});
  if ('problem' in redirection) return notStarting(redirection);
  const exceptions = [exceptionByTemplate(mesh, query), exceptionByConfig(config), exceptionByUser(query.pod, query.callerIsAdded === true)];
  const exception = exceptions.find((each) => each?.outcome === 'not-enforced') ?? exceptions.find((each) => each !== undefined);
  return { holds: exception === undefined ? redirection : withException(redirection, exception), capturesDns: config.capturesDns };
}

function notStarting({ problem: detail }: Problem): PodEnforcement {
  return { holds: () => ({ outcome: 'unknown', reason: 'proxy-setting-invalid', detail }), capturesDns: [false] };
}

/** A template that is not Istio's may redirect calls or not; it adds to "sidecar" beside it (istio/istio pkg/kube/inject/inject.go:453). */
function exceptionByTemplate({ input }: Mesh, { pod }: EnforcementQuery): Enforcement | undefined {
  const asked = pod.metadata.annotations?.[TEMPLATES];
  const defaults = input.injection?.defaultTemplates ?? [];
  const names = asked === undefined ? defaults : asked.split(',').map((name) => name.trim());
  if (names.length === 0 || names.includes(REDIRECTING)) return undefined;
  if (names.every((name) => NOT_REDIRECTING.includes(name))) return { outcome: 'not-enforced', reason: 'template-without-redirection' };
  return { outcome: 'unknown', reason: 'template-not-known', detail: names.join(', ') };
}

function exceptionByConfig({ mode, redirectionVariable }: PodProxyConfig): Enforcement | undefined {
  if (mode === 'NONE') return { outcome: 'not-enforced', reason: 'interception-off' };
  return redirectionVariable === undefined ? undefined : { outcome: 'unknown', reason: 'redirection-changed', detail: redirectionVariable };
}
