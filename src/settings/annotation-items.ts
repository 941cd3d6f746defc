import { SpeedscaleAnnotation } from '../speedscale/annotations';

/** The values of an option as the items of its annotation, each as text; `undefined` where the option is of another type. */
export function optionItems(annotation: SpeedscaleAnnotation, value: unknown): readonly string[] | undefined {
  const { type, separator } = annotation;
  const single = type === 'boolean' ? 'boolean' : type === 'port' ? 'number' : 'string';
  const items: readonly unknown[] = separator === undefined ? [value] : Array.isArray(value) ? value : [undefined];
  return items.every((item) => typeof item === single) ? items.map(String) : undefined;
}

/** The type of an option, in words. */
export function optionTypeInWords({ type, separator }: SpeedscaleAnnotation): string {
  const [one, several] = type === 'boolean' ? ['true or false', ''] : type === 'port' ? ['a number', 'numbers'] : ['text', 'texts'];
  return separator === undefined ? one : `a list of ${several}`;
}

/** The items of an annotation that stands in a manifest. */
export function textItems({ separator }: SpeedscaleAnnotation, text: string): readonly string[] {
  return separator === undefined ? [text] : text.split(separator).map((item) => item.trim());
}

/** The items as the text that Kubernetes takes. */
export function annotationText({ separator }: SpeedscaleAnnotation, items: readonly string[]): string {
  return items.join(separator ?? '');
}
