import { ApiObject, ApiObjectMetadataDefinition, JsonPatch } from 'cdk8s';
import { IConstruct } from 'constructs';
import { throwAt } from './throw-at';
import { KubernetesObject, objectTitle } from '../kubernetes/object';
import { StringMap, valueAt } from '../kubernetes/value';
import { podTemplate, workloadKind, workloadRef } from '../kubernetes/workload';
import { finding } from '../message/catalogue';
import { Finding } from '../message/message';

/** A place for annotations: a workload's own metadata, or its pod template's. */
export interface AnnotationHolder {
  /** The annotations that it has now. */
  readonly read: () => StringMap;
  /** Sets one; a value may be a `Lazy` where the holder can resolve it. */
  readonly add: (name: string, value: string) => void;
  /** Whether `Lazy` values are resolved here. */
  readonly resolves: boolean;
}

/** The object of a construct; `undefined` where it neither is one nor has one as its default child. */
export function apiObjectOf(target: IConstruct): ApiObject | undefined {
  for (let at: IConstruct | undefined = target; at !== undefined; at = at.node.defaultChild) {
    if (ApiObject.isApiObject(at)) return at;
  }
  return undefined;
}

/** A workload's own metadata. */
export function workloadMetadata(object: ApiObject): AnnotationHolder {
  return definedMetadata(object.metadata);
}

/** The metadata of a workload's pod template: through cdk8s-plus where it is its workload, else by patches to what is rendered. */
export function podTemplateMetadata(object: ApiObject): AnnotationHolder {
  const podMetadata = podMetadataOf(object);
  if (podMetadata !== undefined) return definedMetadata(podMetadata);
  const rendered = object.toJson() as KubernetesObject;
  const reference = workloadRef(rendered);
  if (reference !== undefined) throwAt(object, [templateElsewhere(rendered, `${reference.kind} ${reference.name}`)]);
  const path = [...workloadKind(rendered)!.template, 'metadata', 'annotations'];
  return {
    read: () => (valueAt(object.toJson(), path) ?? {}) as StringMap,
    add: (name, value) => object.addJsonPatch(...missingMaps(object.toJson(), path), JsonPatch.add(pointer([...path, name]), value)),
    resolves: false,
  };
}

/** The annotations of a workload's pod template as they are now; none where the template is another object's. */
export function templateAnnotations(object: ApiObject): StringMap {
  const podMetadata = podMetadataOf(object);
  if (podMetadata !== undefined) return definedMetadata(podMetadata).read();
  return podTemplate(object.toJson() as KubernetesObject)?.metadata.annotations ?? {};
}

/** A workload of cdk8s-plus holds the metadata of its pods, and its ApiObject does not. */
function podMetadataOf(object: ApiObject): ApiObjectMetadataDefinition | undefined {
  return ((object.node.scope ?? {}) as { readonly podMetadata?: ApiObjectMetadataDefinition }).podMetadata;
}

function templateElsewhere(object: KubernetesObject, reference: string): Finding {
  return finding('capture-template-elsewhere', { object: objectTitle(object), reference });
}

function definedMetadata(metadata: ApiObjectMetadataDefinition): AnnotationHolder {
  return {
    read: () => (metadata.toJson() as { readonly annotations?: StringMap } | undefined)?.annotations ?? {},
    add: (name, value) => metadata.addAnnotation(name, value),
    resolves: true,
  };
}

/** Patches that make the maps on the way to a value: a JSON patch makes none itself. */
function missingMaps(rendered: unknown, path: readonly (string | number)[]): readonly JsonPatch[] {
  return path.map((_, index) => path.slice(0, index + 1))
    .filter((way) => valueAt(rendered, way) === undefined)
    .map((way) => JsonPatch.add(pointer(way), {}));
}

/** A path as a JSON pointer (RFC 6901). */
function pointer(path: readonly (string | number)[]): string {
  return path.map((part) => `/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}
