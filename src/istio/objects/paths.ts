/**
 * Where fields of Istio's objects stand, for the places of findings and for edits. A field that the CustomResourceDefinition does not know
 * does not compile.
 */
import { SpecPath } from '../../kubernetes/manifest';
import { ValuePath } from '../../kubernetes/value';
import { ServiceEntrySpec, SidecarSpec, VirtualServiceSpec } from '../manifests';

type Field<Spec> = (field: keyof Spec & string, ...rest: ValuePath) => SpecPath<Spec>;

const inSpec = <Spec>(field: keyof Spec & string, ...rest: ValuePath): SpecPath<Spec> => ['spec', field, ...rest];

export const inServiceEntry: Field<ServiceEntrySpec> = inSpec;
export const inSidecar: Field<SidecarSpec> = inSpec;
export const inVirtualService: Field<VirtualServiceSpec> = inSpec;
/** Its type is not among those that are generated. */
export const inDestinationRule: Field<{ readonly trafficPolicy: never }> = inSpec;

/** The spec as a whole. */
export const SPEC: ValuePath = ['spec'];
