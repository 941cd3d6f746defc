import { decideEgress } from '../../src/istio/egress/decide';
import { Verdict } from '../../src/istio/egress/verdict';
import { Mesh, buildMesh } from '../../src/istio/mesh';
import { kubernetesObject, objectTitle } from '../../src/kubernetes/object';
import { decisionOf } from '../oracle/decision';
import { Call, CallAnswer, Proxy, Request } from '../oracle/format';

/** The mesh of an oracle's request, as the model builds it. */
export function meshOf({ meshConfig, objects, revision }: Request, release: string): Mesh {
  return buildMesh({ release, meshConfig, revision, objects: objects.flatMap((object) => kubernetesObject(object) ?? []) });
}

export function verdictOf(mesh: Mesh, call: Call, { namespace, labels }: Proxy): Verdict {
  const { host, port, protocol, address } = call;
  return decideEgress(mesh, { namespace, labels, host, port, protocol, address });
}

/** How the model's verdict contradicts Istio's answer; `undefined` where it does not, which an `unknown` never does. */
export function contradiction(verdict: Verdict, call: Call, answer: CallAnswer): string | undefined {
  if (verdict.outcome === 'unknown') return undefined;
  const { outcome, clusters: names } = decisionOf(call, answer);
  if (outcome !== verdict.outcome) return `Istio ${outcome} (${describe(answer)}), model ${verdict.outcome} (${verdict.reason ?? ''} ${verdict.clusters.join(' + ')})`;
  return names.every((name) => verdict.clusters.includes(name)) ? undefined : `Istio ends at ${names.join(' + ')}, model at ${verdict.clusters.join(' + ')}`;
}

function describe(answer: CallAnswer): string {
  return answer.error ?? `${answer.directResponse ?? answer.cluster} on ${answer.listener}`;
}

export function rejectedTitles({ rejected }: Mesh): readonly string[] {
  return rejected.map(({ object }) => objectTitle(object)).sort();
}
