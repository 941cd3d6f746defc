import { StringMap } from '../kubernetes/value';

/** Whether labels hold all of a selector; an empty one selects everything. */
export function isWithin(selector: StringMap, labels: StringMap): boolean {
  return Object.entries(selector).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}
