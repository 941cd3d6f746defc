import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { checkAtSynth } from './at-synth';
import { ServiceEntry, Sidecar } from '../../imports/networking.istio.io';
import { TrafficReplay } from '../../imports/speedscale.com';
import { KubernetesObject, objectTitle } from '../kubernetes/object';
import { finding } from '../message/catalogue';
import { InputError } from '../message/input-error';

/** The generated classes, which know the fields of their kind. */
const generated = { ServiceEntry, Sidecar, TrafficReplay };

/**
 * An object of our pure functions as an ApiObject.
 *
 * The generated classes write their own API version over any other, so the manifest comes from them and the object from
 * cdk8s: docs/decisions/0002-generated-classes-private.md.
 */
export function renderedObject(scope: Construct, id: string, object: KubernetesObject, metadata?: ApiObjectMetadata): ApiObject {
  refuseSecond(scope, object);
  const props = { metadata: { ...metadata, ...object.metadata }, spec: object.spec };
  const manifest = generated[object.kind as keyof typeof generated].manifest(props as never);
  const made = new ApiObject(scope, id, { ...manifest, apiVersion: object.apiVersion });
  checkAtSynth(made);
  return made;
}

/** The cluster would keep one of two objects with one name, and which one depends on the order of the files. */
function refuseSecond(scope: IConstruct, object: KubernetesObject): void {
  const same = (other: ApiObject) => other.kind === object.kind && other.name === object.metadata.name
    && other.metadata.namespace === object.metadata.namespace && other.apiGroup === object.apiVersion.split('/')[0];
  const other = scope.node.root.node.findAll().find((child) => ApiObject.isApiObject(child) && same(child));
  if (other !== undefined) {
    throw new InputError(finding('object-defined-twice', { object: objectTitle(object), other: other.node.path }, { object: scope.node.path }));
  }
}
