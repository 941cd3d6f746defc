import { KubernetesObject } from './object';

/**
 * A type that cdk8s generated from a CustomResourceDefinition, as a manifest holds it: the same fields, each enum as the texts
 * that stand for it. So a field that the definition does not know does not compile.
 */
export type InManifest<Generated> =
  Generated extends string ? `${Generated}`
    : Generated extends readonly (infer Item)[] ? readonly InManifest<Item>[]
      : Generated extends object ? { readonly [Field in keyof Generated]: InManifest<Generated[Field]> }
        : Generated;

/** An object that the project writes, of a kind with a generated type. */
export interface Manifest<Kind extends string, Spec> extends KubernetesObject {
  readonly kind: Kind;
  readonly spec: Spec;
}

/** The path of a value in an object with such a spec, for an edit. */
export type SpecPath<Spec> = readonly ['spec', keyof Spec & string, ...(string | number)[]];
