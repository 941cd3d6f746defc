import { AskedCall } from './calls';
import { possibleMeshes } from './possible-meshes';
import { Enforcement } from '../istio/egress/verdict';
import { enforcementOf } from '../istio/enforcement';
import { injection } from '../istio/injection';
import { once } from '../istio/once';
import { CONFIG_ANNOTATION } from '../istio/proxy-config';
import { StringMap } from '../kubernetes/value';
import { PodTemplate } from '../kubernetes/workload';
import { revisionOf } from '../mesh/facts/revisions';
import { readYamlText } from '../mesh/facts/yaml-text';
import { Sight } from '../mesh/sight';

/** Whether a proxy holds a call, or what is missing from the input to decide it. */
export type Held = Enforcement
  | { readonly outcome: 'unknown'; readonly reason: 'injection-not-in-sight' | 'revision-not-known'; readonly detail?: undefined };

/** What a pod's proxy does with the pod's calls, as far as the input shows it. */
export interface PodProxy {
  readonly holds: (port: number, address?: string) => Held;
  /** The revision of the istiod that decides; `undefined` where it is not known. */
  readonly revision: string | undefined;
  /** Whether it answers DNS with addresses that istiod assigns; both where that is not known. */
  readonly capturesDns: readonly boolean[];
}

/** A pod of which only the namespace is known. */
const UNKNOWN_POD: PodTemplate = { metadata: {}, spec: {} };

type Calling = Pick<AskedCall, 'namespace' | 'pod' | 'workload'>;

const proxies = new WeakMap<Sight, WeakMap<PodTemplate, Map<string, PodProxy>>>();

/** Works out once for a pod what its proxy does with its calls. */
export function podProxy(sight: Sight, calling: Calling, namespaceLabels: StringMap | undefined = sight.labels.get(calling.namespace)): PodProxy {
  const { namespace, pod = UNKNOWN_POD, workload } = calling;
  const ofPod = once(once(proxies, sight, () => new WeakMap<PodTemplate, Map<string, PodProxy>>()), pod, () => new Map<string, PodProxy>());
  return once(ofPod, `${namespace} ${workload !== undefined} ${JSON.stringify(namespaceLabels)}`, () => proxyOf(sight, calling, namespaceLabels));
}

function proxyOf(sight: Sight, { namespace, pod = UNKNOWN_POD, workload }: Calling, namespaceLabels: StringMap | undefined): PodProxy {
  const revision = revisionOf(sight.revisions, namespaceLabels, pod.metadata.labels);
  const fixed = (held: Held): PodProxy => ({ holds: () => held, revision, capturesDns: [false] });
  const found = injection({ namespace, namespaceLabels, pod });
  if (found === 'namespace-not-in-sight') return fixed({ outcome: 'unknown', reason: 'injection-not-in-sight' });
  if (found !== 'injected') return fixed({ outcome: 'not-enforced', reason: found });
  if (revision === undefined) return fixed({ outcome: 'unknown', reason: 'revision-not-known' });
  const [{ mesh }] = possibleMeshes(sight, revision);
  // The webhook of Speedscale's operator adds goproxy to the pod.
  return { revision, ...enforcementOf(mesh, { namespace, pod, config: annotatedConfig(sight, pod), callerIsAdded: workload !== undefined }) };
}

const known = new WeakMap<Sight, Map<string, ReturnType<typeof readYamlText>>>();

/** The pod's own configuration of its proxy. Many pods have the same text. */
function annotatedConfig(sight: Sight, { metadata: { annotations } }: PodTemplate): ReturnType<typeof readYamlText> | undefined {
  const text = annotations?.[CONFIG_ANNOTATION];
  if (text === undefined) return undefined;
  return once(once(known, sight, () => new Map<string, ReturnType<typeof readYamlText>>()), text, () => readYamlText(text));
}
