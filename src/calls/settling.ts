import { answer } from './answers';
import { AskedCall } from './calls';
import { decidedGroups } from './decided';
import { NEWEST_RELEASE } from '../istio/release';
import { switchesOf } from '../istio/switches';
import { StringMap } from '../kubernetes/value';
import { Sight } from '../mesh/sight';
import { namespacesWithSpeedscale } from '../mesh/speedscale-namespaces';
import { KnownIstio } from '../settings/resolve-mesh';

/** A statement of the settings, and how many calls it would decide. */
export interface Settling {
  /** As the settings have it: `istio.outboundTrafficPolicy: REGISTRY_ONLY`. */
  readonly statement: string;
  readonly calls: number;
}

/** A statement, and the input as it would be with it. */
interface Candidate {
  readonly statement: string;
  readonly stated: Sight;
  /** The namespace that it is about. @default - all */
  readonly namespace?: string;
}

/** More namespaces than this are not tried one by one. */
const MOST_NAMESPACES = 5;
const INJECTED: StringMap = { 'istio-injection': 'enabled' };

/** The one statement that would decide the most calls, found by asking again with each; `undefined` where none decides any by itself. */
export function settlesMost(sight: Sight): Settling | undefined {
  const groups = decidedGroups(sight);
  const tried = candidates(sight).map(({ statement, stated, namespace }): Settling => {
    const parts = groups.flatMap(({ members }) => divided(members, namespace));
    const decided = parts.filter(([first]) => answer(stated, first).outcome !== 'unknown');
    return { statement, calls: decided.reduce((sum, { length }) => sum + length, 0) };
  });
  const most = Math.max(0, ...tried.map(({ calls }) => calls));
  return most === 0 ? undefined : tried.find(({ calls }) => calls === most);
}

/** Calls that are decided alike, those of a namespace that becomes another one apart from the others. */
function divided(members: readonly AskedCall[], namespace: string | undefined): readonly (readonly AskedCall[])[] {
  const ofNamespace = members.filter((member) => member.namespace === namespace);
  const others = ofNamespace.length === 0 ? members : members.filter((member) => member.namespace !== namespace);
  return [ofNamespace, others].filter(({ length }) => length > 0);
}

/** What the settings can state of what is not known, each with the value that most meshes have. */
function candidates(sight: Sight): readonly Candidate[] {
  const { mesh: { istio, speedscale }, labels } = sight;
  const withIstio = (known: KnownIstio & { readonly hasRootSidecar?: boolean }): Sight => (
    { ...sight, mesh: { ...sight.mesh, istio: { ...istio, ...known } } });
  const withLabels = (namespace: string): Sight => ({ ...sight, labels: new Map([...labels, [namespace, INJECTED]]) });
  const names = namespacesWithSpeedscale(sight).filter(({ callsSpeedscale }) => callsSpeedscale).map(({ name }) => name);
  const unlabelled = [...new Set([speedscale.namespace, ...names])].filter((name) => !labels.has(name)).slice(0, MOST_NAMESPACES);
  return [
    ...(switchesOf(istio.version ?? NEWEST_RELEASE) === undefined
      ? [{ statement: `istio.version: "${NEWEST_RELEASE}"`, stated: withIstio({ version: NEWEST_RELEASE }) }] : []),
    ...(istio.outboundTrafficPolicy === undefined
      ? [{ statement: 'istio.outboundTrafficPolicy: REGISTRY_ONLY', stated: withIstio({ outboundTrafficPolicy: 'REGISTRY_ONLY' }) }] : []),
    ...(istio.hasRootSidecar === undefined ? [{ statement: 'istio.hasRootSidecar: false', stated: withIstio({ hasRootSidecar: false }) }] : []),
    ...unlabelled.map((name): Candidate => ({
      statement: name === speedscale.namespace ? 'speedscale.namespaceLabels: { istio-injection: enabled }'
        : `namespaces: [{ name: ${name}, labels: { istio-injection: enabled } }]`,
      stated: withLabels(name),
      namespace: name,
    })),
  ];
}
