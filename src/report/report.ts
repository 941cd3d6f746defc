import { CallTally } from '../calls/tally';
import { EgressChange } from '../check/changes/changes';
import { Ignored } from '../check/ignore';
import { Finding, Severity } from '../message/message';

/** What a check came to, before it is formatted. */
export interface Report {
  /** The findings that count. */
  readonly findings: readonly Finding[];
  /** Findings that the baseline has already. */
  readonly known: readonly Finding[];
  /** Findings that the settings let stay. */
  readonly ignored: readonly Ignored[];
  /** What differs from an older tree, where there is one. */
  readonly changes?: readonly EgressChange[];
  readonly read: ReadCounts;
  /** What was asked of Istio's egress rules, and what came of it. */
  readonly calls: CallTally;
}

/** What was read, so that "no findings" cannot be taken for more than it is. */
export interface ReadCounts {
  readonly files: number;
  readonly objects: number;
  /** Documents that are no manifests, by why they were passed over. */
  readonly passedOver: readonly PassedOver[];
}

/** A document that was passed over, in a file. */
export interface PassedOver {
  readonly file: string;
  readonly line?: number;
  /** In words: `Helm template`, `encrypted by SOPS`. */
  readonly why: string;
}

/** From the worst on. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Whether a severity is the other one or a worse one. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}

/** How many findings there are of each severity. */
export function counts(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const of = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return { error: of('error'), warning: of('warning'), info: of('info') };
}
