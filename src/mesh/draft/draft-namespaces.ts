import { DraftLine, inFlow, remark, set, unset } from './lines';
import { Survey } from './survey';
import { SurveyedCapture, SurveyedNamespace } from './survey-namespaces';
import { objectTitle } from '../../kubernetes/object';
import { citePlace, counted } from '../../message/text';

/** What a namespace may say, of which the reader chooses. */
const CHOICES: readonly DraftLine[] = [
  unset('  replay: true', 'replays run here'),
  unset('  capture: [{ goproxy: {} }]', 'every workload; some by workloads: [{ kind: Deployment, name: web }]'),
  unset('  virtualServices: [web]', 'of an ingress gateway, which shall hold the in-mesh host too'),
  unset('  labels: { istio-injection: enabled }', 'where its labels are not in sight'),
];

/** The lines about the namespaces in sight. */
export function namespaceLines({ namespaces, unnamed }: Survey): readonly DraftLine[] {
  return [
    remark(`a name alone asks for nothing: say what Speedscale shall do there, or take it out${namespaces.length > 0 ? '' : '; none with workloads is in sight'}`),
    ...(namespaces.length > 0 ? [] : [unset('- name: shop')]),
    ...CHOICES,
    ...(unnamed.length === 0 ? [] : [remark(`no names of namespaces, and left out: ${unnamed.map((name) => JSON.stringify(name)).join(', ')}`)]),
    ...namespaces.flatMap(linesOf),
  ];
}

function linesOf(namespace: SurveyedNamespace): readonly DraftLine[] {
  const { name, replays: [replay], captures } = namespace;
  return [
    set(`- name: ${inFlow(name)}`, inWords(namespace)),
    ...(replay === undefined ? [] : [set('  replay: true', citePlace(replay.place))]),
    ...(captures.length === 0 ? [] : [set('  capture:'), ...captures.flatMap(captureLines)]),
  ];
}

function captureLines({ mode, workloads }: SurveyedCapture): readonly DraftLine[] {
  return [
    set(`    - ${mode}: {}`, 'as their annotations have it'),
    set('      workloads:'),
    ...workloads.map(({ object: { kind, metadata: { name } }, place }) => set(`        - ${inFlow({ kind, name })}`, citePlace({ ...place, object: undefined }))),
  ];
}

const MEMBERSHIP: Readonly<Record<SurveyedNamespace['membership'], readonly string[]>> = {
  'held': [],
  'ambient': ['in ambient mode, which reads no Sidecar'],
  'outside': ['outside the mesh, by its labels'],
  'not-discovered': ['left out by discoverySelectors'],
  'unknown': ['labels not in sight'],
};

/** Further ones are counted. */
const NAMED_SIDECARS = 2;

function inWords({ workloads, membership, sidecars, leavesOut }: SurveyedNamespace): string {
  const named = sidecars.slice(0, NAMED_SIDECARS).map((each) => `${objectTitle(each.object)}${each === leavesOut ? ', which leaves Speedscale out' : ''}`);
  const further = sidecars.length - named.length;
  return [
    counted(workloads, 'workload'),
    ...MEMBERSHIP[membership],
    ...named,
    ...(further > 0 ? [`${further} Sidecars more`] : []),
  ].join('; ');
}
