import { FactName, Statement, Statements } from './statement';
import { isMap, valueAt } from '../../kubernetes/value';
import { finding } from '../../message/catalogue';
import { Finding, Place } from '../../message/message';
import { citePlace } from '../../message/text';
import { IstioSettings } from '../../settings/mesh-settings';
import { PlaceOf } from '../../settings/place';
import { KnownIstio } from '../../settings/resolve-mesh';

/** What the manifests show of Istio, and where they contradict each other or the settings. */
export interface Sum {
  readonly known: KnownIstio;
  readonly findings: readonly Finding[];
}

/** The facts that the settings have a key for, in its order. */
export const STATEABLE: readonly (FactName & keyof IstioSettings)[] = [
  'version', 'outboundTrafficPolicy', 'cni', 'rootNamespace', 'defaultServiceExportTo', 'discoverySelectors',
];

/**
 * Sums up what manifests say. A fact on which they do not agree is unknown, and said to be so; where the settings state it, they
 * decide without a word. A fact that the settings state otherwise than every manifest is an error: one of the two has been left behind.
 */
export function sumUp({ statements, findings }: Statements, settings: IstioSettings, placeOf: PlaceOf): Sum {
  const facts = [...new Set(statements.map(({ fact }) => fact))];
  const summed = facts.map((fact) => sumUpFact(statementsAbout(fact, statements), valueAt(settings, [fact]), placeOf(['istio', fact])));
  return {
    known: Object.assign({}, ...summed.map(({ known }) => known)) as KnownIstio,
    findings: [...findings, ...summed.flatMap((sum) => sum.findings)],
  };
}

/** What the statements about one fact come to: the one that says most, or, where they do not agree, two that differ. */
export interface Agreement {
  readonly statement: Statement;
  readonly other?: Statement;
}

/** What the manifests come to about a fact; `undefined` where none says anything of it. */
export function agreement(fact: FactName, { statements }: Statements): Agreement | undefined {
  const about = statementsAbout(fact, statements);
  return about.length === 0 ? undefined : agreementOf(about);
}

/** @param statements those about one fact, at least one */
function agreementOf(statements: readonly Statement[]): Agreement {
  const [first] = statements;
  const other = statements.find(({ value }) => !agree(first.fact, value, first.value));
  return other === undefined ? { statement: mostPrecise(statements) } : { statement: first, other };
}

function statementsAbout(fact: FactName, statements: readonly Statement[]): readonly Statement[] {
  return statements.filter((statement) => statement.fact === fact);
}

/** @param statements those about one fact, at least one */
function sumUpFact(statements: readonly Statement[], setting: unknown, settingPlace: Place): Sum {
  const [first] = statements;
  const { fact } = first;
  const key = `istio.${fact}`;
  if (setting !== undefined) {
    const facts = { key, setting: shown(setting), value: shown(first.value), at: citePlace(first.place) };
    const confirming = statements.filter(({ value }) => agree(fact, value, setting));
    if (confirming.length === 0) return { known: {}, findings: [finding('settings-contradict-manifests', facts, settingPlace)] };
    // A patch that the settings leave out is still worth knowing, where it is one.
    const { statement, other } = agreementOf(confirming);
    return { known: other === undefined ? { [fact]: statement.value } : {}, findings: [] };
  }
  const { statement, other } = agreementOf(statements);
  if (other === undefined) return { known: { [fact]: statement.value }, findings: [] };
  const stateable = (STATEABLE as readonly FactName[]).includes(fact);
  const facts = { key, value: shown(first.value), otherValue: shown(other.value), otherAt: citePlace(other.place), stateable };
  return { known: {}, findings: [finding('manifests-contradict-each-other', facts, first.place)] };
}

/** Whether two say the same; a release without a patch is any of its patches. */
function agree(fact: FactName, a: unknown, b: unknown): boolean {
  if (fact !== 'version') return canonical(a) === canonical(b);
  const [one, other] = [String(a).split('.'), String(b).split('.')];
  return one.every((part, index) => other[index] === undefined || other[index] === part);
}

/** Of releases that agree, the one with its patch; of anything else, the first. */
function mostPrecise(statements: readonly Statement[]): Statement {
  return statements.find(({ fact, value }) => fact === 'version' && String(value).split('.').length === 3) ?? statements[0];
}

/** A value as JSON with the keys of its maps in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isMap(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => a < b ? -1 : 1)) : part);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : canonical(value);
}
