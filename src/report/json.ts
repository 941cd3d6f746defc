import { fingerprint } from './fingerprint';
import { counts, Report } from './report';
import { Finding } from '../message/message';

/** The version of the shape below, which docs/check.md describes. */
const VERSION = 1;

/** A report as JSON: everything, for programs and as a baseline. */
export function jsonReport({ findings, known, ignored, read }: Report): string {
  const report = {
    version: VERSION,
    summary: { ...counts(findings), known: known.length, ignored: ignored.length },
    findings: findings.map(asJson),
    known: known.map(asJson),
    ignored: ignored.map(({ finding, reason }) => ({ ...asJson(finding), reason })),
    read: { files: read.files, objects: read.objects, passedOver: read.passedOver },
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function asJson(finding: Finding) {
  const { id, severity, place: { file, line, column, object }, fact, fix } = finding;
  return { id, severity, file, line, column, object, fact, fix, fingerprint: fingerprint(finding) };
}
