import { PlaceOfItem } from './check-hosts';
import { hostProblem } from '../istio/host-name';
import { isObjectName } from '../kubernetes/names';
import { quantity } from '../kubernetes/quantity';
import { finding } from '../message/catalogue';
import { Finding, Place } from '../message/message';
import { nearest } from '../message/nearest';
import { AnnotationType, SpeedscaleAnnotation } from '../speedscale/annotations';

/** What is wrong with one item; `name` is what the reader calls the annotation. */
type ItemCheck = (value: string, name: string, place: Place, annotation: SpeedscaleAnnotation) => Finding | undefined;

const MOST_PORT = 65535;
const OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);
const IPV4_OR_CIDR = new RegExp(`${IPV4.source.slice(0, -1)}(?:/(?:3[0-2]|[12]?[0-9]))?$`);
/** A name that every release of Kubernetes takes for an environment variable. */
const VARIABLE_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const EVERY_ADDRESS = '*';

const CHECKS: Readonly<Record<AnnotationType, ItemCheck>> = {
  'boolean': (value, name, place) => ['true', 'false'].includes(value) ? undefined : finding('annotation-not-a-boolean', { name, value }, place),
  'enum': (value, name, place, { values = [] }) => {
    const known = values.map((each) => each.value);
    return known.includes(value) ? undefined
      : finding('annotation-value-unknown', { name, value, known: known.join(', '), nearest: nearest(value, known) ?? '' }, place);
  },
  'port': (value, name, place) => /^[1-9][0-9]*$/.test(value) && Number(value) <= MOST_PORT ? undefined : finding('annotation-not-a-port', { name, value }, place),
  'quantity': (value, name, place) => quantity(value) === undefined ? finding('annotation-not-a-quantity', { name, value }, place) : undefined,
  'host': (value, name, place, { separator }) => {
    // Where traffic is handed to, an address serves as well; lists of addresses have annotations of their own.
    if (separator === undefined && IPV4.test(value)) return undefined;
    const problem = value.includes('*') ? 'Speedscale takes no wildcards here' : hostProblem(value);
    return problem === undefined ? undefined : finding('annotation-not-a-host', { name, value, problem }, place);
  },
  'address': (value, name, place) => value === EVERY_ADDRESS || IPV4_OR_CIDR.test(value) ? undefined : finding('annotation-not-an-address', { name, value }, place),
  'secret-name': (value, name, place) => isObjectName(value) ? undefined : finding('annotation-not-a-secret-name', { name, value }, place),
  // Whether the file is one of a secret or of a path is a matter of two annotations: check-annotation-rules.ts
  'file': (value, name, place) => value === '' ? finding('annotation-value-empty', { name }, place) : undefined,
  'variable': (value, name, place) => {
    const problem = variableProblem(value);
    return problem === undefined ? undefined : finding('annotation-not-a-variable', { name, value, problem }, place);
  },
  'text': (value, name, place) => value.trim() === '' ? finding('annotation-value-empty', { name }, place) : undefined,
};

function variableProblem(value: string): string | undefined {
  if (!value.includes('=')) return 'it has no "="';
  if (/[\r\n]/.test(value)) return 'it has a line break';
  return VARIABLE_NAME.test(value.slice(0, value.indexOf('='))) ? undefined : 'the name before "=" is not one that Kubernetes takes';
}

/** What is wrong with the items of an annotation, one by one and as a list. */
export function checkAnnotationItems(
  annotation: SpeedscaleAnnotation, items: readonly string[], name: string, placeOf: PlaceOfItem,
): readonly Finding[] {
  if (items.length === 0) return [finding('annotation-value-empty', { name }, placeOf(0))];
  const found = items.flatMap((value, index) => CHECKS[annotation.type](value, name, placeOf(index), annotation) ?? []);
  return found.length > 0 || annotation.separator === undefined ? found : checkList(annotation, items, name, placeOf);
}

function checkList({ type }: SpeedscaleAnnotation, items: readonly string[], name: string, placeOf: PlaceOfItem): readonly Finding[] {
  const identity = (item: string) => type === 'variable' ? item.slice(0, item.indexOf('=')) : item;
  const seen = new Set<string>();
  return items.flatMap((value, index) => {
    if (seen.size === seen.add(identity(value)).size) return [finding('annotation-listed-twice', { name, value: identity(value) }, placeOf(index))];
    return type === 'address' && value === EVERY_ADDRESS && items.length > 1 ? [finding('annotation-star-not-alone', { name, value }, placeOf(index))] : [];
  });
}
