import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { checkAtSynth } from './at-synth';
import { addOurs, definedInChart } from './defined-twice';
import { throwAt } from './throw-at';
import { ServiceEntry, Sidecar } from '../../imports/networking.istio.io';
import { TrafficReplay } from '../../imports/speedscale.com';
import { KubernetesObject } from '../kubernetes/object';

/** The generated classes, which know the fields of their kind. */
const generated = { ServiceEntry, Sidecar, TrafficReplay };

/**
 * An object of our pure functions as an ApiObject.
 *
 * The generated classes write their own API version over any other, so the manifest comes from them and the object from
 * cdk8s: docs/decisions/0002-generated-classes-private.md.
 */
export function renderedObject(scope: Construct, id: string, object: KubernetesObject, metadata?: ApiObjectMetadata): ApiObject {
  throwAt(scope, definedInChart(scope, object));
  const props = { metadata: { ...metadata, ...object.metadata }, spec: object.spec };
  const manifest = generated[object.kind as keyof typeof generated].manifest(props as never);
  const made = new ApiObject(scope, id, { ...manifest, apiVersion: object.apiVersion });
  addOurs(made);
  checkAtSynth(made);
  return made;
}
