import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { checkAtSynth } from './at-synth';
import { addOurs, definedInChart } from './defined-twice';
import { throwAt } from './throw-at';
import { Manifest } from '../kubernetes/manifest';

/** A manifest as an ApiObject; why not as one of a generated class: docs/decisions/0002-generated-classes-private.md. */
export function renderedObject(scope: Construct, id: string, object: Manifest<string, unknown>, metadata?: ApiObjectMetadata): ApiObject {
  throwAt(scope, definedInChart(scope, object));
  const made = new ApiObject(scope, id, { ...object, metadata: { ...metadata, ...object.metadata } });
  addOurs(made);
  checkAtSynth(made);
  return made;
}
