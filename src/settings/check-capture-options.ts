import { annotationText, optionItems, optionTypeInWords, textItems } from './annotation-items';
import { EbpfOptions, GoproxyOptions } from './capture-options';
import { checkAnnotationItems } from './check-annotation-items';
import { AnnotationTexts, checkAnnotationRules } from './check-annotation-rules';
import { PlaceOf } from './place';
import { finding } from '../message/catalogue';
import { Finding, isError, Place } from '../message/message';
import { nearest } from '../message/nearest';
import {
  ANNOTATIONS_AS_OF, CaptureModeName, optionAnnotations, optionName, SPEEDSCALE_ANNOTATIONS, SpeedscaleAnnotation, speedscaleAnnotation, TURNED_ON_BY,
} from '../speedscale/annotations';
import { isSpeedscaleMark, isSpeedscaleName } from '../speedscale/marks';

/** The options by which a workload is captured: those of one mode. Both are an error, which is told here. */
export interface CaptureModes {
  readonly goproxy?: GoproxyOptions;
  readonly ebpf?: EbpfOptions;
}

const MODES: readonly CaptureModeName[] = ['goproxy', 'ebpf'];

const nowhere: PlaceOf = () => ({});

/**
 * What is wrong with the options of a capture: values that cannot be, and combinations that come to nothing. A caller that has
 * no types, such as plain JavaScript, is told of unknown options and of values of another type too.
 * @param placeOf where an option was written, by a path such as `goproxy.tlsOut`
 */
export function checkCaptureOptions(modes: CaptureModes, placeOf: PlaceOf = nowhere): readonly Finding[] {
  const each = MODES.flatMap((mode) => modes[mode] === undefined ? [] : checkOptions(mode, modes[mode], placeOf));
  if (each.length > 0) return each;
  return checkAnnotationRules(captureAnnotations(modes), {
    nameOf: (name) => turnedOnBy(name) ?? optionName({ name }),
    placeOf: (name) => placeOf(pathOf(name)),
  });
}

function checkOptions(mode: CaptureModeName, options: object, placeOf: PlaceOf): readonly Finding[] {
  const known = new Map(optionAnnotations(mode).map((annotation) => [optionName(annotation), annotation]));
  return Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const annotation = known.get(name);
    const path = [mode, name];
    if (annotation === undefined) {
      return [finding('capture-option-unknown', { name, mode, nearest: nearest(name, [...known.keys()]) ?? '' }, placeOf(path))];
    }
    const items = optionItems(annotation, value);
    if (items === undefined) {
      return [finding('capture-option-wrong-type', { name, expected: optionTypeInWords(annotation), value: shown(value) }, placeOf(path))];
    }
    return checkAnnotationItems(annotation, items, name, (index) => placeOf(annotation.separator === undefined ? path : [...path, index]));
  });
}

/** A value of a wrong type, as a message shows it. */
function shown(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  if (Array.isArray(value)) return 'a list with other values';
  return value === null || ['number', 'boolean', 'bigint'].includes(typeof value) ? String(value) : `a value of type ${typeof value}`;
}

/** The mode that an annotation turns on. */
function turnedOnBy(name: string): CaptureModeName | undefined {
  return MODES.find((mode) => TURNED_ON_BY[mode] === name);
}

function pathOf(name: string): readonly string[] {
  const mode = turnedOnBy(name);
  return mode === undefined ? [speedscaleAnnotation(name)!.mode!, optionName({ name })] : [mode];
}

/** The annotations of a capture, in the table's order. The options are checked before. */
export function captureAnnotations(modes: CaptureModes): AnnotationTexts {
  const entries = SPEEDSCALE_ANNOTATIONS.flatMap((annotation) => {
    const options = annotation.mode === undefined ? undefined : modes[annotation.mode];
    if (options === undefined) return [];
    if (annotation.setBy === 'capture') return [[annotation.name, 'true'] as const];
    const items = optionItems(annotation, options[optionName(annotation) as keyof typeof options]);
    return items === undefined ? [] : [[annotation.name, annotationText(annotation, items)] as const];
  });
  return Object.fromEntries(entries);
}

/** A name farther from all that are known is more likely a new one of Speedscale's than a mistake. */
const FARTHEST_MISTAKE = 2;

/**
 * What is wrong with the annotations of Speedscale that a workload holds, however they came there. Other annotations are nothing
 * of ours, nor is what Speedscale's operator writes.
 * @param placeOf where an annotation was written, by its name
 */
export function checkSpeedscaleAnnotations(annotations: AnnotationTexts, placeOf: (name: string) => Place = () => ({})): readonly Finding[] {
  const ours = Object.entries(annotations).filter(([name]) => isSpeedscaleName(name) && !isSpeedscaleMark(name));
  const each = ours.flatMap(([name, text]) => checkText(speedscaleAnnotation(name), name, text, placeOf(name)));
  return each.some(isError) ? each : [...each, ...checkAnnotationRules(Object.fromEntries(ours), { nameOf: (name) => name, placeOf })];
}

function checkText(annotation: SpeedscaleAnnotation | undefined, name: string, text: string, place: Place): readonly Finding[] {
  if (annotation !== undefined) return checkAnnotationItems(annotation, textItems(annotation, text), name, () => place);
  const known = SPEEDSCALE_ANNOTATIONS.map((each) => each.name);
  return [finding('annotation-unknown', { name, nearest: nearest(name, known, FARTHEST_MISTAKE) ?? '', asOf: ANNOTATIONS_AS_OF }, place)];
}
