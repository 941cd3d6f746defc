import { KubernetesObject } from '../kubernetes/object';
import { textAt, ValuePath, valueAt } from '../kubernetes/value';

/** What of an IstioOperator, istioctl's installation file, says something of egress. Each value is as it is written. */
export const OPERATOR_FIELDS = {
  meshConfig: ['spec', 'meshConfig'],
  /** As the chart `istiod` takes them. */
  values: ['spec', 'values'],
  cni: ['spec', 'components', 'cni', 'enabled'],
  /** That of the images, which is a release. */
  tag: ['spec', 'tag'],
} as const satisfies Readonly<Record<string, ValuePath>>;

export function operatorField(object: KubernetesObject, field: keyof typeof OPERATOR_FIELDS): unknown {
  return valueAt(object, OPERATOR_FIELDS[field]);
}

/** The revision of the istiod that it installs; `undefined` for that without one. */
export function operatorRevision(object: KubernetesObject): string | undefined {
  return textAt(object, ['spec', 'revision']) || undefined;
}
