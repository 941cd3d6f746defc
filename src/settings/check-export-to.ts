import { PlaceOfItem } from './check-hosts';
import { isNamespaceName } from '../kubernetes/names';
import { finding } from '../message/catalogue';
import { Finding } from '../message/message';

/** The values that Istio takes only alone: all namespaces, and none. */
const ALONE = ['*', '~'];

/**
 * What Istio's validation refuses in an `exportTo` (istio/istio pkg/config/validation/validation.go, validateExportTo).
 * @param own the namespace of the object, for which `.` stands
 */
export function checkExportTo(list: readonly string[], own: string, placeOf: PlaceOfItem = () => ({})): readonly Finding[] {
  const meaning = (value: string) => value === '.' ? own : value;
  return list.flatMap((value, index) => {
    const place = placeOf(index);
    if (ALONE.includes(value)) return list.length > 1 ? [finding('export-to-not-alone', { value, list: list.join(', ') }, place)] : [];
    if (value !== '.' && !isNamespaceName(value)) return [finding('export-to-not-a-namespace', { value }, place)];
    const earlier = list.slice(0, index).find((other) => meaning(other) === meaning(value));
    return earlier === undefined ? [] : [finding('export-to-twice', { value, as: earlier }, place)];
  });
}
