import { quantity } from '../kubernetes/quantity';
import { finding } from '../message/catalogue';
import { Finding, Place } from '../message/message';
import { AnnotationCondition, annotationInEffect, JAVA_AGENT, OPERATOR_IGNORE, SpeedscaleAnnotation, speedscaleAnnotation, TURNED_ON_BY } from '../speedscale/annotations';

/** A workload's annotations of Speedscale, as text. */
export type AnnotationTexts = Readonly<Record<string, string>>;

/** How the reader calls an annotation, and where it was written. */
export interface AnnotationNaming {
  readonly nameOf: (annotation: string) => string;
  readonly placeOf: (annotation: string) => Place;
}

/** What is wrong between annotations of one workload, or would come to nothing; each value by itself is checked before. */
export function checkAnnotationRules(texts: AnnotationTexts, naming: AnnotationNaming): readonly Finding[] {
  const own = Object.keys(texts).flatMap((name) => speedscaleAnnotation(name) ?? []);
  return [
    ...own.flatMap((annotation) => [conditions, fileProblem, overLimit].flatMap((rule) => rule(annotation, texts, naming))),
    ...contradictions(texts, naming),
  ];
}

function conditions(annotation: SpeedscaleAnnotation, texts: AnnotationTexts, { nameOf, placeOf }: AnnotationNaming): readonly Finding[] {
  const { name, appliesWhen, needs, overriddenBy, values = [] } = annotation;
  const value = texts[name];
  // Nothing is asked for by a default that is written out.
  if (value === annotation.default) return [];
  if (appliesWhen !== undefined && !isMet(appliesWhen, texts)) {
    const is = annotationInEffect(appliesWhen.annotation, texts) ?? '(not set)';
    return [finding('annotation-would-be-ignored', { name: nameOf(name), other: nameOf(appliesWhen.annotation), is, needed: inWords(appliesWhen) }, placeOf(name))];
  }
  if (overriddenBy !== undefined && Object.hasOwn(texts, overriddenBy)) {
    return [finding('annotation-overridden', { name: nameOf(name), by: nameOf(overriddenBy) }, placeOf(name))];
  }
  return [needs, values.find((each) => each.value === value)?.needs].flatMap((condition) => condition === undefined || isMet(condition, texts) ? []
    : [finding('annotation-needs-another', { name: nameOf(name), value, other: nameOf(condition.annotation), needed: inWords(condition) }, placeOf(name))]);
}

function isMet(condition: AnnotationCondition, texts: AnnotationTexts): boolean {
  const value = annotationInEffect(condition.annotation, texts);
  return value !== undefined && condition.isOneOf.includes(value);
}

function inWords({ isOneOf }: AnnotationCondition): string {
  return isOneOf.map((value) => `"${value}"`).join(' or ');
}

/** A key of a secret's data (kubernetes/apimachinery pkg/util/validation, IsConfigMapKey). */
const SECRET_KEY = /^[-._a-zA-Z0-9]+$/;

function fileProblem({ name, fileOf }: SpeedscaleAnnotation, texts: AnnotationTexts, { nameOf, placeOf }: AnnotationNaming): readonly Finding[] {
  if (fileOf === undefined) return [];
  const value = texts[name];
  const inSecret = Object.hasOwn(texts, fileOf);
  const problem = inSecret ? (SECRET_KEY.test(value) ? undefined : 'it is not the name of a file in a secret')
    : (value.startsWith('/') ? undefined : 'it is not a full path, and no secret is named');
  return problem === undefined ? [] : [finding('annotation-not-a-file', { name: nameOf(name), value, secret: nameOf(fileOf), problem }, placeOf(name))];
}

function overLimit({ name, limitedBy }: SpeedscaleAnnotation, texts: AnnotationTexts, { nameOf, placeOf }: AnnotationNaming): readonly Finding[] {
  if (limitedBy === undefined || !Object.hasOwn(texts, limitedBy)) return [];
  const [value, limit] = [texts[name], texts[limitedBy]];
  const [request, most] = [quantity(value), quantity(limit)];
  if (request === undefined || most === undefined || request <= most) return [];
  return [finding('annotation-request-over-limit', { name: nameOf(name), value, limitName: nameOf(limitedBy), limit }, placeOf(name))];
}

function contradictions(texts: AnnotationTexts, naming: AnnotationNaming): readonly Finding[] {
  const { nameOf, placeOf } = naming;
  const captures = Object.values(TURNED_ON_BY).filter((name) => texts[name] === 'true');
  return [
    ...bothModes(texts, naming),
    ...(texts[OPERATOR_IGNORE] === 'true'
      ? captures.map((capture) => finding('capture-of-ignored-workload', { ignore: nameOf(OPERATOR_IGNORE), capture: nameOf(capture) }, placeOf(capture))) : []),
  ];
}

/**
 * Whether annotations of a workload and its pod template ask for goproxy and for eBPF.
 * @param of the workload, as ` of Deployment shop/web`, where the place does not tell it
 */
export function bothModes(texts: AnnotationTexts, { nameOf, placeOf }: AnnotationNaming, of = ''): readonly Finding[] {
  const ebpf = [TURNED_ON_BY.ebpf, JAVA_AGENT].filter((name) => texts[name] === 'true');
  if (texts[TURNED_ON_BY.goproxy] !== 'true' || ebpf.length === 0) return [];
  const facts = { goproxy: nameOf(TURNED_ON_BY.goproxy), ebpf: ebpf.map((name) => `"${nameOf(name)}"`).join(' and '), of };
  return [finding('capture-with-both-modes', facts, placeOf(ebpf[0]))];
}
