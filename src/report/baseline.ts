import { fingerprint } from './fingerprint';
import { REPORT_VERSION } from './json';
import { NOTHING_DECIDED } from '../check/ignore';
import { isMap, listAt, textAt } from '../kubernetes/value';
import { finding } from '../message/catalogue';
import { InputError } from '../message/input-error';
import { Finding } from '../message/message';

/** How often a baseline has a finding, by its fingerprint. */
export type Baseline = ReadonlyMap<string, number>;

/** Reads a baseline: the JSON report of an earlier check, its known findings with it. Throws `baseline-unreadable`. */
export function readBaseline(path: string, text: string): Baseline {
  const report = parse(path, text);
  if (!isMap(report) || !Array.isArray(report.findings)) throw unreadable(path, 'it has no list "findings"');
  if (report.version !== REPORT_VERSION) throw unreadable(path, `its version is not ${REPORT_VERSION}`);
  const prints = [...report.findings as unknown[], ...listAt(report, ['known'])].map((each) => textAt(each, ['fingerprint']));
  if (prints.includes(undefined)) throw unreadable(path, 'a finding in it has no "fingerprint"');
  const times = new Map<string, number>();
  for (const print of prints as string[]) times.set(print, (times.get(print) ?? 0) + 1);
  return times;
}

/** Findings, divided by whether an earlier check had them. */
export interface DividedByBaseline {
  readonly fresh: readonly Finding[];
  readonly known: readonly Finding[];
}

/** Divides findings into those that the baseline has and those that are new; one that it has once is known once. */
export function divideByBaseline(findings: readonly Finding[], baseline: Baseline): DividedByBaseline {
  const left = new Map(baseline);
  const isKnown = findings.map((each) => {
    const print = fingerprint(each);
    const times = left.get(print) ?? 0;
    left.set(print, times - 1);
    return times > 0 && each.id !== NOTHING_DECIDED;
  });
  return { fresh: findings.filter((_, index) => !isKnown[index]), known: findings.filter((_, index) => isKnown[index]) };
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw unreadable(path, (error as Error).message);
  }
}

function unreadable(path: string, problem: string): InputError {
  return new InputError(finding('baseline-unreadable', { path, problem }, { file: path }));
}
