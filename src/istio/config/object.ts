import { Fields } from './fields';
import { KubernetesObject } from '../../kubernetes/object';
import { Aged, parseCreated } from '../age';

/** What every object that istiod reads has. */
export interface Config extends Aged {
  readonly object: KubernetesObject;
}

/** An object that names itself and its namespace. */
function configOf(object: KubernetesObject): Config {
  const { name = '', namespace = '', creationTimestamp } = object.metadata;
  return { name, namespace, created: parseCreated(creationTimestamp), origin: object, object };
}

/** Either what was read, or why the cluster would refuse the object, with what of it has the types of the CRD. */
export type Read<T> = { readonly value: T } | { readonly problem: string; readonly written: T };

/** Reads the spec of an object; the first problem that is met refuses it. */
export function readSpec<T>(object: KubernetesObject, read: (spec: Fields, config: Config) => T): Read<T> {
  const problems: string[] = [];
  const value = read(Fields.of(object.spec, 'spec', problems), configOf(object));
  return problems.length === 0 ? { value } : { problem: problems[0], written: value };
}
