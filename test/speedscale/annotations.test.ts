import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ANNOTATIONS_AS_OF, ISTIO_CNI, JAVA_AGENT, OPERATOR_IGNORE, optionName,
  SPEEDSCALE_ANNOTATIONS, speedscaleAnnotation, SpeedscaleAnnotation, TURNED_ON_BY,
} from '../../src/speedscale/annotations';
import { isSpeedscaleMark, isSpeedscaleName, SPEEDSCALE_MARKS } from '../../src/speedscale/marks';

interface DocumentedAnnotation {
  readonly annotation: string;
  readonly type: string;
  readonly values?: readonly string[];
  readonly default?: string;
  readonly recommended?: string;
  readonly appliesWhen?: string;
  readonly setBy?: string;
}

interface DocumentedLabel {
  readonly label: string;
}

const facts = join(__dirname, '../../../shared/facts/speedscale-annotations.json');
interface Facts {
  readonly asOf: string;
  readonly annotations: readonly DocumentedAnnotation[];
  readonly labels: readonly DocumentedLabel[];
  readonly ownObjects: readonly DocumentedAnnotation[];
}

const all: Facts = existsSync(facts) ? JSON.parse(readFileSync(facts, 'utf8')) : { asOf: '', annotations: [], labels: [], ownObjects: [] };
const documented = all.annotations;
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

withFacts('the table is of the day of the facts', () => {
  expect(ANNOTATIONS_AS_OF).toBe(all.asOf);
});

withFacts('what the facts list as labels, or as set by the operator, is a mark, and with the annotations there is no other', () => {
  const ofOthers = [...all.labels.map(({ label }) => label), ...documented.filter(({ setBy }) => setBy === 'operator').map(({ annotation }) => annotation)];
  expect(ofOthers.filter((name) => !isSpeedscaleMark(name))).toEqual([]);
  const ownNames = all.ownObjects.map(({ annotation }) => annotation).filter((name) => speedscaleAnnotation(name) === undefined);
  expect(SPEEDSCALE_MARKS.map(({ name }) => name).sort()).toEqual(
    [...new Set([...ofOthers.filter((name) => speedscaleAnnotation(name) === undefined), ...ownNames, 'speedscale.com/restartedAt'])].sort());
});

withFacts('what users set is no mark', () => {
  expect(documented.filter(({ setBy }) => setBy === 'user').filter(({ annotation }) => isSpeedscaleMark(annotation))).toEqual([]);
});

test.each([
  ['sidecar.speedscale.com/x', true], ['new.speedscale.com/x', true], ['speedscale.com/x', true],
  ['notspeedscale.com/x', false], ['speedscale.com.example/x', false], ['speedscale.com', false], ['x/sidecar.speedscale.com/inject', false], ['', false],
])('whether %j is a name of Speedscale\'s: %p', (name, expected) => {
  expect(isSpeedscaleName(name)).toBe(expected);
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
