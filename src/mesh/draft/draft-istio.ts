import { DraftLine, inFlow, remark, set, unset } from './lines';
import { Survey } from './survey';
import { NEWEST_RELEASE } from '../../istio/release';
import { isNamespaceName } from '../../kubernetes/names';
import { isMap, stringMap } from '../../kubernetes/value';
import { commandLine } from '../../message/command-line';
import { citePlace } from '../../message/text';
import { OutboundTrafficPolicy } from '../../settings/mesh-settings';
import { DEFAULT_ROOT_NAMESPACE } from '../../settings/resolve-mesh';
import { FactName, Statement } from '../facts/statement';
import { Agreement } from '../facts/sum-up';
import { missingIn } from '../plan-sidecars';

/** How a fact is drafted. */
interface Draft {
  /** The value as settings take it; `undefined` where they cannot state it. */
  readonly setting: (value: unknown) => unknown;
  /** Istio's own default, which nobody needs to read in the settings. */
  readonly otherwise?: unknown;
  /** What the reader may set where nothing is in sight, and why; absent for what few meshes change. */
  readonly example?: { readonly value: unknown; readonly remark: string };
}

const DRAFTS: Readonly<Partial<Record<FactName, Draft>>> = {
  // A patch comes and goes with each upgrade; where manifests show it, it is read from there.
  version: {
    setting: (value) => String(value).split('.').slice(0, 2).join('.'),
    example: { value: NEWEST_RELEASE, remark: 'assumed until it is stated' },
  },
  outboundTrafficPolicy: {
    setting: (value) => Object.values<unknown>(OutboundTrafficPolicy).includes(value) ? value : undefined,
    example: { value: OutboundTrafficPolicy.REGISTRY_ONLY, remark: 'or ALLOW_ANY' },
  },
  cni: { setting: (value) => value, example: { value: true, remark: 'whether the DaemonSet istio-cni-node runs; workloads with goproxy then need an annotation' } },
  rootNamespace: { setting: (value) => isNamespaceName(String(value)) ? value : undefined, otherwise: DEFAULT_ROOT_NAMESPACE },
  defaultServiceExportTo: { setting: (value) => value, otherwise: ['*'] },
  discoverySelectors: { setting: (value) => Array.isArray(value) && value.every(isOfLabelsAlone) ? value : undefined, otherwise: [] },
};

/** A selector as settings take it: by labels, without conditions. */
function isOfLabelsAlone(selector: unknown): boolean {
  return isMap(selector) && Object.keys(selector).join() === 'matchLabels' && isMap(selector.matchLabels)
    && stringMap(selector.matchLabels) === selector.matchLabels;
}

/** The lines about Istio. */
export function istioLines(survey: Survey): readonly DraftLine[] {
  return [
    ...survey.facts.flatMap(({ fact, agreement }) => agreement === undefined ? exampleLines(fact) : factLines(fact, agreement)),
    ...rootLines(survey),
    ...survey.strict.map(({ place }) => remark(`${citePlace(place)} asks for mutual TLS: "check" says what Speedscale's webhook then needs`)),
  ];
}

function exampleLines(fact: FactName): readonly DraftLine[] {
  const example = DRAFTS[fact]?.example;
  return example === undefined ? [] : [unset(`${fact}: ${inFlow(example.value)}`, `not in sight; ${example.remark}`)];
}

function factLines(fact: FactName, { statement, other }: Agreement): readonly DraftLine[] {
  const { setting, otherwise } = DRAFTS[fact]!;
  const value = setting(statement.value);
  const said = (each: Statement) => `${inFlow(each.value)} at ${citePlace(each.place)}`;
  if (other !== undefined) {
    const differing = [statement, other].map((each) => remark(`  ${said(each)}`));
    const stateable = value ?? setting(other.value);
    return [
      remark(`${fact} is unknown until you state it, since the manifests differ:`),
      ...differing,
      ...(stateable === undefined ? [] : [unset(`${fact}: ${inFlow(stateable)}`)]),
    ];
  }
  if (value === undefined) return [remark(`${fact} is read from the manifests, and cannot be stated here: ${said(statement)}`)];
  if (JSON.stringify(value) === JSON.stringify(otherwise)) return [];
  return [set(`${fact}: ${inFlow(value)}`, citePlace(statement.place))];
}

function rootLines({ rootSidecar, mesh }: Survey): readonly DraftLine[] {
  const { rootNamespace } = mesh.istio;
  if (rootSidecar === undefined) {
    return [unset('hasRootSidecar: false', `not in sight; state it once "kubectl get sidecars -n ${commandLine(rootNamespace)}" shows none without a workloadSelector`)];
  }
  const hosts = missingIn(mesh, rootSidecar, { name: rootNamespace, replay: false, callsForwarder: true });
  const leaves = hosts.length === 0 ? '' : `, and leaves "${hosts[0]}" out`;
  return [remark(`${citePlace(rootSidecar.place)} holds for every namespace without a Sidecar of its own${leaves}`)];
}
