import { ApiObject, Lazy } from 'cdk8s';
import { IConstruct } from 'constructs';
import { findAtSynth } from './at-synth';
import { AnnotationPlacement, CaptureProps } from './capture';
import { meshOf, meshProblems } from './meshes-in-app';
import { tryRender, unrendered } from './render';
import { throwAt } from './throw-at';
import { AnnotationHolder, apiObjectOf, podTemplateMetadata, templateAnnotations, workloadMetadata } from './workload-annotations';
import { KubernetesObject, objectTitle } from '../kubernetes/object';
import { StringMap } from '../kubernetes/value';
import { captureFindings, contradictingAnnotations, istioCniFindings } from '../mesh/capture-findings';
import { captureTargetProblem } from '../mesh/capture-target';
import { finding } from '../message/catalogue';
import { InputError } from '../message/input-error';
import { Finding, isError } from '../message/message';
import { bothModes, checkAnnotationRules } from '../settings/check-annotation-rules';
import { ISTIO_CNI, TURNED_ON_BY } from '../speedscale/annotations';

/** Istio's annotation for the log level of a pod's proxy (istio/api annotation/annotations.yaml). */
const PROXY_LOG_LEVEL = 'sidecar.istio.io/logLevel';

const byName = { nameOf: (name: string) => name, placeOf: () => ({}) };

/** A workload under one capture: what it must hold, and where. */
interface Captured {
  readonly object: ApiObject;
  readonly annotations: StringMap;
  readonly holders: readonly AnnotationHolder[];
}

/** Annotates a workload, or throws before anything is changed. What can only be seen at rendering is checked there. */
export function applyCapture(target: IConstruct, annotations: StringMap, props: CaptureProps): ApiObject {
  const object = capturable(target);
  const holders = holdersOf(object, props.placement ?? AnnotationPlacement.WORKLOAD);
  const captured: Captured = { object, annotations, holders };
  const level: StringMap = props.istioProxyLogLevel === undefined ? {} : { [PROXY_LOG_LEVEL]: props.istioProxyLogLevel };
  const leveled: readonly Captured[] = Object.keys(level).length === 0 ? []
    : [{ object, annotations: level, holders: [podTemplateMetadata(object)] }];

  throwAt(object, [captured, ...leveled].flatMap(contradictions));
  throwAt(object, holders.flatMap((holder) => checkAnnotationRules({ ...holder.read(), ...annotations }, byName).filter(isError)));
  for (const each of [captured, ...leveled]) {
    for (const holder of each.holders) Object.entries(each.annotations).forEach(([name, value]) => holder.add(name, value));
  }
  if (annotations[TURNED_ON_BY.goproxy] === 'true') holders.forEach((holder) => followMesh(object, holder));
  findAtSynth(object, () => [...[captured, ...leveled].flatMap(contradictions), ...atRendering(captured)]);
  return object;
}

/** What there is to warn of in a workload as it renders now; `undefined` where it cannot be rendered yet. */
export function captureWarnings(object: ApiObject, annotations: StringMap): readonly Finding[] | undefined {
  const rendered = tryRender(object) as KubernetesObject | undefined;
  if (rendered === undefined) return undefined;
  return captureFindings(rendered, { ...rendered.metadata.annotations, ...annotations }, cniOf(object)).filter((found) => !isError(found));
}

function capturable(target: IConstruct): ApiObject {
  const object = apiObjectOf(target);
  if (object === undefined) throw new InputError(finding('capture-target-without-object', { target: target.node.path }, { object: target.node.path }));
  throwAt(object, [captureTargetProblem(unrendered(object)) ?? []].flat());
  return object;
}

function holdersOf(object: ApiObject, placement: AnnotationPlacement): readonly AnnotationHolder[] {
  return [
    ...(placement === AnnotationPlacement.POD_TEMPLATE ? [] : [workloadMetadata(object)]),
    ...(placement === AnnotationPlacement.WORKLOAD ? [] : [podTemplateMetadata(object)]),
  ];
}

/** What the workload says otherwise: before the capture is applied, or because somebody wrote over it since. */
function contradictions({ object, annotations, holders }: Captured): readonly Finding[] {
  return holders.flatMap((holder) => contradictingAnnotations(unrendered(object), annotations, holder.read()));
}

/** goproxy's annotation for Istio's CNI agent, where the workload has none: known at rendering, as the mesh may be defined later. */
function followMesh(object: ApiObject, holder: AnnotationHolder): void {
  if (Object.hasOwn(holder.read(), ISTIO_CNI)) return;
  const value = () => cniOf(object) === true ? 'true' : undefined;
  if (holder.resolves) holder.add(ISTIO_CNI, Lazy.any({ produce: value }) as string);
  else if (value() !== undefined) holder.add(ISTIO_CNI, 'true');
}

function atRendering({ object, annotations, holders }: Captured): readonly Finding[] {
  const found = holders.flatMap((holder) => {
    const now = { ...holder.read() };
    const cni = annotations[TURNED_ON_BY.goproxy] === 'true' ? istioCniFindings(unrendered(object), now, cniOf(object)) : [];
    return [...cni, ...checkAnnotationRules(now, byName)].filter(isError);
  });
  // One mode on the workload and the other one in its pod template are both modes too.
  const everywhere = { ...templateAnnotations(object), ...workloadMetadata(object).read() };
  return [...meshProblems(object, objectTitle(unrendered(object))), ...(found.length > 0 ? found : bothModes(everywhere, byName))];
}

/** Whether the mesh that the workload belongs to runs Istio's CNI agent; `undefined` where that is not known. */
function cniOf(object: ApiObject): boolean | undefined {
  return meshOf(object)?.mesh.istio.cni;
}
