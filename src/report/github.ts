import { isAtLeast, Report, SEVERITIES } from './report';
import { summary } from './text';
import { tallyInWords } from '../calls/tally';
import { Finding, Severity, STANDARD_INPUT } from '../message/message';
import { printable } from '../message/printable';
import { printed } from '../message/text';

/** GitHub shows this many annotations of a type for a step, and drops the rest without a word. */
const MOST = 10;

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** A report as workflow commands of GitHub Actions, and its summary. Where there are too many, the last of a type counts the rest. */
export function githubReport(report: Report, show: Severity): string {
  const lines = SEVERITIES.filter((severity) => isAtLeast(severity, show))
    .flatMap((severity) => annotations(severity, report.findings.filter((finding) => finding.severity === severity)));
  return lines.map((line) => `${line}\n`).join('') + printed(summary(report), ...tallyInWords(report.calls));
}

function annotations(severity: Severity, findings: readonly Finding[]): readonly string[] {
  if (findings.length <= MOST) return findings.map(annotation);
  const rest = findings.slice(MOST - 1);
  const ids = [...new Set(rest.map(({ id }) => id))].map((id) => `${rest.filter((finding) => finding.id === id).length} of ${id}`);
  return [...findings.slice(0, MOST - 1).map(annotation), `::${COMMANDS[severity]} title=${rest.length} more::${data(ids.join(', '))}`];
}

function annotation({ id, severity, place: { file, line, column, object }, fact, fix }: Finding): string {
  const title = object === undefined ? id : `${id}: ${object}`;
  const properties = Object.entries({ file: file === STANDARD_INPUT ? undefined : file, line, col: column, title })
    .flatMap(([name, value]) => value === undefined ? [] : [`${name}=${property(String(value))}`]);
  return `::${COMMANDS[severity]} ${properties.join(',')}::${data(`${printable(fact)}\nfix: ${printable(fix)}`)}`;
}

/** Escaped as actions/toolkit does (packages/core/src/command.ts). */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(printable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
