import { FactName, Statement, Statements } from './statement';
import { isMap, valueAt } from '../../kubernetes/value';
import { finding } from '../../message/catalogue';
import { Finding, Place } from '../../message/message';
import { formatPlace } from '../../message/text';
import { IstioSettings } from '../../settings/mesh-settings';
import { PlaceOf } from '../../settings/place';
import { KnownIstio } from '../../settings/resolve-mesh';

/** What the manifests show of Istio, and where they contradict each other or the settings. */
export interface Sum {
  readonly known: KnownIstio;
  readonly findings: readonly Finding[];
}

/** The facts that the settings have a key for. */
const STATEABLE: readonly (FactName & keyof IstioSettings)[] = [
  'version', 'outboundTrafficPolicy', 'cni', 'rootNamespace', 'defaultServiceExportTo', 'discoverySelectors',
];

/**
 * Sums up what manifests say. A fact on which they do not agree is unknown, and said to be so; where the settings state it, they
 * decide without a word. A fact that the settings state otherwise than every manifest is an error: one of the two has been left behind.
 */
export function sumUp({ statements, findings }: Statements, settings: IstioSettings, placeOf: PlaceOf): Sum {
  const facts = [...new Set(statements.map(({ fact }) => fact))];
  const summed = facts.map((fact) => sumUpFact(statements.filter((statement) => statement.fact === fact), valueAt(settings, [fact]), placeOf(['istio', fact])));
  return {
    known: Object.assign({}, ...summed.map(({ known }) => known)) as KnownIstio,
    findings: [...findings, ...summed.flatMap((sum) => sum.findings)],
  };
}

/** @param statements those about one fact, at least one */
function sumUpFact(statements: readonly Statement[], setting: unknown, settingPlace: Place): Sum {
  const [first] = statements;
  const { fact } = first;
  const key = `istio.${fact}`;
  if (setting !== undefined) {
    const facts = { key, setting: shown(setting), value: shown(first.value), at: named(first.place) };
    const confirmed = statements.some(({ value }) => agree(fact, value, setting));
    return { known: {}, findings: confirmed ? [] : [finding('settings-contradict-manifests', facts, settingPlace)] };
  }
  const other = statements.find(({ value }) => !agree(fact, value, first.value));
  if (other === undefined) return { known: { [fact]: mostPrecise(fact, statements) }, findings: [] };
  const stateable = (STATEABLE as readonly FactName[]).includes(fact);
  const facts = { key, value: shown(first.value), otherValue: shown(other.value), otherAt: named(other.place), stateable };
  return { known: {}, findings: [finding('manifests-contradict-each-other', facts, first.place)] };
}

/** Whether two say the same; a release without a patch is any of its patches. */
function agree(fact: FactName, a: unknown, b: unknown): boolean {
  if (fact !== 'version') return canonical(a) === canonical(b);
  const [one, other] = [String(a).split('.'), String(b).split('.')];
  return one.every((part, index) => other[index] === undefined || other[index] === part);
}

/** Of releases that agree, the one with its patch; of anything else, the first. */
function mostPrecise(fact: FactName, statements: readonly Statement[]): unknown {
  const patched = fact === 'version' ? statements.find(({ value }) => String(value).split('.').length === 3) : undefined;
  return (patched ?? statements[0]).value;
}

/** A value as JSON with the keys of its maps in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isMap(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => a < b ? -1 : 1)) : part);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : canonical(value);
}

/** A place in words, for a finding that stands at another one. */
function named(place: Place): string {
  return [formatPlace(place), place.object ?? ''].filter((part) => part !== '').join(' ');
}
