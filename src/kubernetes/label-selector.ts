import { isMap, listAt, mapAt, StringMap, textAt } from './value';

/**
 * Whether a label selector, as a manifest holds it (`matchLabels` and `matchExpressions`), selects the labels. An empty one
 * selects everything. `undefined` where it has an operator that Kubernetes does not, and so cannot be decided.
 *
 * Source: kubernetes/apimachinery pkg/apis/meta/v1/helpers.go, LabelSelectorAsSelector.
 */
export function selects(selector: unknown, labels: StringMap): boolean | undefined {
  if (!isMap(selector)) return undefined;
  const equal = Object.entries(mapAt(selector, ['matchLabels'])).map(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
  const met = [...equal, ...listAt(selector, ['matchExpressions']).map((requirement) => meets(requirement, labels))];
  return met.includes(false) ? false : met.includes(undefined) ? undefined : true;
}

function meets(requirement: unknown, labels: StringMap): boolean | undefined {
  const key = textAt(requirement, ['key']);
  if (key === undefined) return undefined;
  const has = Object.hasOwn(labels, key);
  const among = has && listAt(requirement, ['values']).includes(labels[key]);
  switch (textAt(requirement, ['operator'])) {
    case 'In': return among;
    case 'NotIn': return !among;
    case 'Exists': return has;
    case 'DoesNotExist': return !has;
    default: return undefined;
  }
}
