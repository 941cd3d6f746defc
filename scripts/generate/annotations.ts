import {
  AnnotationCondition, ANNOTATIONS_AS_OF, CaptureModeName, optionAnnotations, optionName,
  SPEEDSCALE_ANNOTATIONS, SpeedscaleAnnotation, speedscaleAnnotation,
} from '../../src/speedscale/annotations';
import { SPEEDSCALE_MARKS } from '../../src/speedscale/marks';

/** What is derived from the table of annotations: the option types of captures, and their reference. */
export function annotationFiles(): Readonly<Record<string, string>> {
  return { 'src/settings/capture-options.ts': optionTypes(), 'docs/annotations.md': reference() };
}

function optionTypes(): string {
  const enums = SPEEDSCALE_ANNOTATIONS.filter(({ type }) => type === 'enum').map(enumType);
  const structs = [
    struct('goproxy', 'GoproxyOptions', 'How goproxy captures a workload. Each option is an annotation of Speedscale\'s; what is left out, the operator decides.'),
    struct('ebpf', 'EbpfOptions', 'How a workload is captured by eBPF. Each option is an annotation of Speedscale\'s; what is left out, the operator decides.'),
  ];
  const header = '// Generated from src/speedscale/annotations.ts by `npm run generate`; never edited.\n';
  return [header, ...enums, ...structs].join('\n');
}

function enumName(annotation: SpeedscaleAnnotation): string {
  const option = optionName(annotation);
  return `Goproxy${option[0].toUpperCase()}${option.slice(1)}`;
}

function memberName(value: string): string {
  return value.replace(/\W/g, '_').toUpperCase();
}

function enumType(annotation: SpeedscaleAnnotation): string {
  const members = annotation.values!.flatMap(({ value, meaning, needs }) =>
    [`  /** ${sentence(needs === undefined ? meaning : `${meaning}; only with ${inOptions(needs)}`)} */`, `  ${memberName(value)} = '${value}',`]);
  return [`/** ${sentence(annotation.meaning)} */`, `export enum ${enumName(annotation)} {`, ...members, '}', ''].join('\n');
}

function struct(mode: CaptureModeName, name: string, meaning: string): string {
  const options = optionAnnotations(mode).flatMap((annotation) => [
    '  /**',
    ...docLines(annotation).map((line) => `   * ${line}`),
    '   */',
    `  readonly ${optionName(annotation)}?: ${optionType(annotation)};`,
  ]);
  return [`/** ${meaning} */`, `export interface ${name} {`, ...options, '}', ''].join('\n');
}

function optionType(annotation: SpeedscaleAnnotation): string {
  const single = annotation.type === 'boolean' ? 'boolean' : annotation.type === 'port' ? 'number' : annotation.type === 'enum' ? enumName(annotation) : 'string';
  return annotation.separator === undefined ? single : `${single}[]`;
}

function docLines(annotation: SpeedscaleAnnotation): readonly string[] {
  const rules = [form(annotation), ...rulesOf(annotation)].filter((rule) => rule !== '').map(sentence);
  return [
    sentence(annotation.meaning),
    ...rules,
    `Annotation: \`${annotation.name}\``,
    `@default ${optionDefault(annotation)}`,
  ];
}

function optionDefault(annotation: SpeedscaleAnnotation): string {
  const { type, default: value, decidedHere } = annotation;
  if (decidedHere !== undefined) return `- ${decidedHere}`;
  if (value === undefined) return annotation.separator === undefined ? '- not set' : '- none';
  if (type === 'boolean' || type === 'port') return value;
  return type === 'enum' ? `${enumName(annotation)}.${memberName(value)}` : `"${value}"`;
}

/** How a value is written, where the type alone does not say it. */
function form({ type, separator }: SpeedscaleAnnotation): string {
  switch (type) {
    case 'quantity': return 'a Kubernetes quantity';
    case 'host': return separator === undefined ? '' : 'DNS names without wildcards';
    case 'address': return 'IPv4 addresses or CIDR blocks, or "*" alone for all';
    case 'variable': return 'lines of the form NAME=value';
    case 'file': return 'the name of a file in the secret, or a full path where no secret is named';
    default: return '';
  }
}

/** The rules between annotations, in words. */
function rulesOf(annotation: SpeedscaleAnnotation): readonly string[] {
  const { mode, appliesWhen, needs, overriddenBy, limitedBy, recommended } = annotation;
  const alwaysMet = appliesWhen !== undefined && speedscaleAnnotation(appliesWhen.annotation)?.setBy === 'capture' && mode === 'ebpf';
  return [
    ...(appliesWhen === undefined || alwaysMet ? [] : [`ignored without ${inOptions(appliesWhen)}`]),
    ...(needs === undefined ? [] : [`needs ${inOptions(needs)}`]),
    ...(overriddenBy === undefined ? [] : [`ignored where \`${optionName({ name: overriddenBy })}\` is set`]),
    ...(limitedBy === undefined ? [] : [`at most \`${optionName({ name: limitedBy })}\``]),
    ...(recommended === undefined ? [] : [`Speedscale recommends "${recommended}"`]),
  ];
}

function inOptions({ annotation, isOneOf }: AnnotationCondition): string {
  const [first, ...others] = isOneOf;
  return [`\`${optionName({ name: annotation })}: ${first}\``, ...others.map((value) => `\`${value}\``)].join(' or ');
}

function sentence(text: string): string {
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}

function reference(): string {
  const of = (chosen: (annotation: SpeedscaleAnnotation) => boolean) => SPEEDSCALE_ANNOTATIONS.filter(chosen);
  return [
    '<!-- Generated from src/speedscale/annotations.ts by `npm run generate`; never edited. -->',
    '# Speedscale\'s annotations',
    '',
    `Every annotation that Speedscale's documentation shows, as of ${ANNOTATIONS_AS_OF}. Options of \`GoproxyCapture\`, \`EbpfCapture\` and`,
    'the settings\' `capture` list carry the names in the second column; [capture.md](capture.md) shows them at work.',
    '',
    'They belong in the metadata of the workload itself. Speedscale adds annotations with nearly every chart: `check` warns of a name that',
    'is not listed here.',
    '',
    '## goproxy: options of `GoproxyCapture` and `capture[].goproxy`',
    '',
    ...table(optionAnnotations('goproxy')),
    '',
    '## eBPF: options of `EbpfCapture` and `capture[].ebpf`',
    '',
    ...table(optionAnnotations('ebpf')),
    '',
    '## Set by the capture itself',
    '',
    ...plainTable(of(({ setBy }) => setBy === 'capture')),
    '',
    '## Set by hand',
    '',
    ...plainTable(of(({ setBy }) => setBy === 'hand')),
    '',
    '## Set by the operator: leave them out of manifests',
    '',
    'A cluster\'s dump holds them, as annotations or as labels; `check` says nothing of them.',
    '',
    ...plainTable(of(({ setBy }) => setBy === 'operator')),
    '',
    '## Other names of Speedscale\'s: labels, and annotations of its own objects',
    '',
    '| name | set by | meaning |',
    '|---|---|---|',
    ...SPEEDSCALE_MARKS.map(({ name, setBy, meaning }) => row(`\`${name}\``, setBy, meaning)),
    '',
    '## Replaced by TrafficReplay: leave them out of manifests',
    '',
    ...plainTable(of(({ setBy }) => setBy === 'replaced')),
    '',
  ].join('\n');
}

function table(annotations: readonly SpeedscaleAnnotation[]): readonly string[] {
  return [
    '| annotation | option | value | default | meaning |',
    '|---|---|---|---|---|',
    ...annotations.map((annotation) => row(
      `\`${annotation.name}\``, `\`${optionName(annotation)}\``, valueInWords(annotation), defaultInWords(annotation),
      [annotation.meaning, ...rulesOf(annotation), ...valueRules(annotation)].join('; '))),
  ];
}

function plainTable(annotations: readonly SpeedscaleAnnotation[]): readonly string[] {
  return [
    '| annotation | value | meaning |',
    '|---|---|---|',
    ...annotations.map((annotation) => row(`\`${annotation.name}\``, valueInWords(annotation), annotation.meaning)),
  ];
}

function valueRules({ values = [] }: SpeedscaleAnnotation): readonly string[] {
  return values.flatMap(({ value, needs }) => needs === undefined ? [] : [`\`${value}\` only with ${inOptions(needs)}`]);
}

function defaultInWords({ default: value, decidedHere }: SpeedscaleAnnotation): string {
  return [...(value === undefined ? [] : [`\`${value}\``]), ...(decidedHere === undefined ? [] : [`the option: ${decidedHere}`])].join('; ');
}

const SINGLE: Readonly<Record<string, string>> = {
  'boolean': '`true`, `false`',
  'port': 'port',
  'quantity': 'quantity',
  'host': 'host',
  'address': 'IPv4 address or CIDR block, or `*` alone',
  'secret-name': 'name of a secret',
  'file': 'file in the secret; full path without one',
  'variable': 'NAME=value',
  'text': 'text',
};

function valueInWords({ type, values = [], separator }: SpeedscaleAnnotation): string {
  if (type === 'enum') return values.map(({ value }) => `\`${value}\``).join(', ');
  return separator === undefined ? SINGLE[type] : `${SINGLE[type]}; several with ${separator === ',' ? 'commas' : 'line breaks'} between them`;
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
