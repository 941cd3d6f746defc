import { Finding, Place } from '../../message/message';
import { KnownIstio } from '../../settings/resolve-mesh';

export type KnownMesh = Required<KnownIstio>;
export type FactName = keyof KnownMesh;

/** One fact as one manifest has it. */
export interface Statement {
  readonly fact: FactName;
  readonly value: KnownMesh[FactName];
  readonly place: Place;
  /** The revision of the istiod that it is about. @default - that of all */
  readonly revision?: string;
}

/** What manifests say, and what of them could not be read. */
export interface Statements {
  readonly statements: readonly Statement[];
  readonly findings: readonly Finding[];
}

/** The statements as those about one istiod. */
export function ofRevision(revision: string, statements: readonly Statement[]): readonly Statement[] {
  return statements.map((statement) => ({ ...statement, revision }));
}

/** Makes a statement of a fact, where the value is there. */
export function stated<N extends FactName>(fact: N, value: KnownMesh[N] | undefined, place: Place): readonly Statement[] {
  return value === undefined ? [] : [{ fact, value, place }];
}
