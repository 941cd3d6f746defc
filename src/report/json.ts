import { fingerprint } from './fingerprint';
import { counts, Report } from './report';
import { EgressChange } from '../check/changes/changes';
import { Finding } from '../message/message';

/** The version of the shape below, which docs/check.md describes. */
export const REPORT_VERSION = 1;

/** A report as JSON: everything, for programs and as a baseline. */
export function jsonReport({ findings, known, ignored, changes, read, calls }: Report): string {
  const report = {
    version: REPORT_VERSION,
    summary: { ...counts(findings), known: known.length, ignored: ignored.length },
    calls,
    findings: findings.map(asJson),
    known: known.map(asJson),
    ignored: ignored.map(({ finding, reason }) => ({ ...asJson(finding), reason })),
    changes: changes?.map(changeAsJson),
    read: { files: read.files, objects: read.objects, passedOver: read.passedOver },
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function changeAsJson({ id, callers, targets, before, after, causes }: EgressChange) {
  const names = callers.map(({ namespace, titles }) => ({ namespace, names: titles }));
  return { id, callers: names, targets, before, after, causes: causes.map(({ text }) => text) };
}

function asJson(finding: Finding) {
  const { id, severity, place: { file, line, column, object }, fact, fix } = finding;
  return { id, severity, file, line, column, object, fact, fix, fingerprint: fingerprint(finding) };
}
