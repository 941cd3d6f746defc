import { Choices } from './choices';
import { ImportListener } from './imports';
import { objectReference } from './reference';
import { PassedOver } from './verdict';
import { StringMap } from '../../kubernetes/value';
import { isTied } from '../age';
import { EgressListener, OutboundTrafficPolicy, Sidecar } from '../config/sidecar';
import { isWithin } from '../labels';
import { Mesh } from '../mesh';
import { once } from '../once';

/** What a Sidecar, or none, lets the proxies of a namespace see. */
export interface Scope {
  readonly mesh: Mesh;
  readonly namespace: string;
  readonly policy: OutboundTrafficPolicy;
  readonly policyFrom: 'mesh' | 'sidecar';
  readonly listeners: readonly ImportListener[];
}

export interface ChosenSidecar {
  readonly sidecar: Sidecar | undefined;
  readonly passedOver: () => readonly PassedOver[];
}

const EVERYTHING: EgressListener = { hosts: ['*/*'], bind: '', captured: true };

/**
 * The Sidecar of a proxy: the oldest of its namespace with a selector that selects it, else the oldest there without one, else
 * that of the root namespace; never more than one (istio/istio pilot/pkg/model/push_context.go, getSidecarScope).
 */
export function chooseSidecar({ sidecars, config }: Mesh, namespace: string, labels: StringMap, choices: Choices): ChosenSidecar {
  const own = sidecars.get(namespace) ?? [];
  const root = namespace === config.rootNamespace ? [] : (sidecars.get(config.rootNamespace) ?? []);
  const selecting = own.filter(({ selector }) => selector !== undefined && isWithin(selector, labels));
  const plain = selecting.length > 0 ? selecting : own.filter(({ selector }) => selector === undefined);
  const defaults = root.filter(({ selector }) => selector === undefined);
  const candidates = plain.length > 0 ? plain : defaults;
  const sidecar = candidates.length === 0 ? undefined : choices.order(candidates)[0];
  const passedOver = () => [...own, ...defaults].filter((other) => other !== sidecar)
    .map((other) => ({ object: objectReference(other.object), because: reason(other, candidates, sidecar!) }));
  return { sidecar, passedOver };

  function reason(other: Sidecar, rivals: readonly Sidecar[], chosen: Sidecar): PassedOver['because'] {
    if (rivals.includes(other)) return isTied(other, chosen) ? 'order-unknown' : 'comes-later';
    if (other.selector !== undefined) return 'selector-does-not-match';
    return other.namespace === namespace ? 'has-no-selector' : 'namespace-has-its-own';
  }
}

/** By namespace and Sidecar. */
const scopes = new WeakMap<Mesh, Map<string, Map<Sidecar | undefined, Scope>>>();

/** The scope that a Sidecar gives in a namespace; computed once. */
export function scopeOf(mesh: Mesh, sidecar: Sidecar | undefined, namespace: string): Scope {
  const ofMesh = once(scopes, mesh, () => new Map<string, Map<Sidecar | undefined, Scope>>());
  const ofNamespace = once(ofMesh, namespace, () => new Map<Sidecar | undefined, Scope>());
  return once(ofNamespace, sidecar, () => newScope(mesh, sidecar, namespace));
}

function newScope(mesh: Mesh, sidecar: Sidecar | undefined, namespace: string): Scope {
  const egress = sidecar === undefined || sidecar.egress.length === 0 ? [EVERYTHING] : sidecar.egress;
  return {
    mesh,
    namespace,
    policy: sidecar?.policy ?? { mode: mesh.config.policy },
    policyFrom: sidecar?.policy === undefined ? 'mesh' : 'sidecar',
    listeners: egress.map((listener) => new ImportListener(mesh, namespace, listener)),
  };
}
