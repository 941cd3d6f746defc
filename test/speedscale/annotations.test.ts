import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ISTIO_CNI, JAVA_AGENT, OPERATOR_IGNORE, optionName, SPEEDSCALE_ANNOTATIONS, speedscaleAnnotation, SpeedscaleAnnotation, TURNED_ON_BY,
} from '../../src/speedscale/annotations';

interface DocumentedAnnotation {
  readonly annotation: string;
  readonly type: string;
  readonly values?: readonly string[];
  readonly default?: string;
  readonly recommended?: string;
  readonly appliesWhen?: string;
  readonly setBy?: string;
}

const facts = join(__dirname, '../../../shared/facts/speedscale-annotations.json');
const documented: readonly DocumentedAnnotation[] = existsSync(facts) ? JSON.parse(readFileSync(facts, 'utf8')).annotations : [];
const withFacts = existsSync(facts) ? test : test.skip;

/** A type as the facts put it. */
function typeInWords({ type, separator }: SpeedscaleAnnotation): string {
  if (type === 'address') return 'list of IPv4 or IPv4 CIDR, or *';
  if (type === 'variable') return 'lines of NAME=value';
  if (type === 'text') return 'string';
  return separator === undefined ? type : `list of ${type}s`;
}

withFacts('the table holds every annotation of the facts, and no other', () => {
  expect(SPEEDSCALE_ANNOTATIONS.map(({ name }) => name)).toEqual(documented.map(({ annotation }) => annotation));
});

withFacts('types, values, defaults, recommendations and setters are those of the facts', () => {
  const ours = SPEEDSCALE_ANNOTATIONS.map((annotation) => ({
    annotation: annotation.name,
    type: typeInWords(annotation),
    values: annotation.values?.map(({ value }) => value),
    default: annotation.default,
    recommended: annotation.recommended,
    byOperator: annotation.setBy === 'operator',
  }));
  expect(ours).toEqual(documented.map(({ annotation, type, values, default: value, recommended, setBy }) =>
    ({ annotation, type, values, default: value, recommended, byOperator: setBy === 'operator' })));
});

withFacts('an annotation is ignored under a condition exactly where the facts state one besides capture-mode, which has one value', () => {
  const conditions = (words: string | undefined) => (words ?? '').split(' and ').filter((part) => part !== '' && part !== 'capture-mode is proxy');
  const key = (name: string) => name.replace('sidecar.speedscale.com/', '');
  const inWords = ({ annotation, isOneOf }: { readonly annotation: string; readonly isOneOf: readonly string[] }) =>
    `${key(annotation)} is ${isOneOf.join(', ').replace(/, ([^,]*)$/, ' or $1')}`;
  for (const { annotation, appliesWhen } of documented) {
    const ours = speedscaleAnnotation(annotation)!.appliesWhen;
    expect([annotation, ours === undefined ? [] : [inWords(ours)]]).toEqual([annotation, conditions(appliesWhen)]);
  }
});

test('every annotation that a rule refers to is in the table', () => {
  const referred = SPEEDSCALE_ANNOTATIONS.flatMap(({ appliesWhen, needs, overriddenBy, fileOf, limitedBy, values = [] }) =>
    [appliesWhen?.annotation, needs?.annotation, overriddenBy, fileOf, limitedBy, ...values.map((value) => value.needs?.annotation)])
    .filter((name) => name !== undefined);
  const constants = [ISTIO_CNI, JAVA_AGENT, OPERATOR_IGNORE, ...Object.values(TURNED_ON_BY)];
  expect([...referred, ...constants].filter((name) => speedscaleAnnotation(name) === undefined)).toEqual([]);
  expect(referred.length).toBeGreaterThan(10);
});

test('an option is named as its annotation, in camel case, and no name comes twice within a mode', () => {
  expect(optionName({ name: 'sidecar.speedscale.com/tls-java-tool-options-value' })).toBe('tlsJavaToolOptionsValue');
  const options = SPEEDSCALE_ANNOTATIONS.filter(({ setBy }) => setBy === 'option').map((annotation) => `${annotation.mode} ${optionName(annotation)}`);
  expect(new Set(options).size).toBe(options.length);
});
