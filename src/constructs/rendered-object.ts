import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { Manifest } from '../kubernetes/manifest';
import { objectTitle } from '../kubernetes/object';
import { finding } from '../message/catalogue';
import { InputError, throwAny } from '../message/input-error';
import { Finding } from '../message/message';

/** A manifest as an ApiObject; why not as one of a generated class: docs/decisions/0002-generated-classes-private.md. */
export function renderedObject(scope: Construct, id: string, object: Manifest<string, unknown>, metadata?: ApiObjectMetadata): ApiObject {
  refuseSecond(scope, object);
  return new ApiObject(scope, id, { ...object, metadata: { ...metadata, ...object.metadata } });
}

/** The cluster would keep one of two objects with one name, and which one depends on the order of the files. */
function refuseSecond(scope: IConstruct, object: Manifest<string, unknown>): void {
  const same = (other: ApiObject) => other.kind === object.kind && other.name === object.metadata.name
    && other.metadata.namespace === object.metadata.namespace && other.apiGroup === object.apiVersion.split('/')[0];
  const other = scope.node.root.node.findAll().find((child) => ApiObject.isApiObject(child) && same(child));
  if (other !== undefined) {
    throw new InputError(finding('object-defined-twice', { object: objectTitle(object), other: other.node.path }, { object: scope.node.path }));
  }
}

/** Throws what is wrong with a construct's properties, with the construct's path as the place. */
export function throwAt(construct: IConstruct, findings: readonly Finding[]): void {
  throwAny(findings.map((found) => ({ ...found, place: { ...found.place, object: found.place.object ?? construct.node.path } })));
}
