import { counts, isAtLeast, ReadCounts, Report, SEVERITIES } from './report';
import { tallyInWords } from '../calls/tally';
import { Finding, Severity } from '../message/message';
import { formatFindingAs, formatPlace, printed } from '../message/text';

export interface TextOptions {
  readonly colour: boolean;
  /** Findings of this severity and worse ones are printed; all are counted. */
  readonly show: Severity;
  /** Names each document that was passed over. */
  readonly verbose: boolean;
}

const COLOURS: Readonly<Record<Severity, number>> = { error: 31, warning: 33, info: 36 };

/** A report for people: the findings, a blank line between files, a summary, and what was proved. */
export function textReport(report: Report, { colour, show, verbose }: TextOptions): string {
  const shown = report.findings.filter(({ severity }) => isAtLeast(severity, show));
  const severity = (each: Finding) => colour ? `\u001b[${COLOURS[each.severity]}m${each.severity}\u001b[0m` : each.severity;
  const blocks = byFile(shown).map((group) => group.map((each) => `${formatFindingAs(each, severity(each))}\n`).join(''));
  const passedOver = verbose ? [printed(...report.read.passedOver.map(({ file, line, why }) => `${formatPlace({ file, line })}  passed over: ${why}`))] : [];
  const last = printed(summary(report, report.findings.length - shown.length), ...tallyInWords(report.calls));
  return [...blocks, ...passedOver, last].filter((block) => block !== '').join('\n');
}

function byFile(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>();
  for (const each of findings) {
    const file = each.place.file ?? '';
    const group = groups.get(file);
    if (group === undefined) groups.set(file, [each]);
    else group.push(each);
  }
  return [...groups.values()];
}

/** How much was read, and what was found in it. */
export function summary({ findings, known, ignored, read }: Report, hidden = 0): string {
  const found = counts(findings);
  const parts = SEVERITIES.filter((severity) => found[severity] > 0).map((severity) => number(found[severity], severity));
  const asides = [
    ...(hidden > 0 ? [`${hidden} not shown`] : []),
    ...(known.length > 0 ? [`${known.length} known from the baseline`] : []),
    ...(ignored.length > 0 ? [`${ignored.length} ignored by the settings`] : []),
  ];
  return `${inWords(read)}: ${[parts.length === 0 ? 'no findings' : parts.join(', '), ...asides].join('; ')}`;
}

function inWords({ files, objects, passedOver }: ReadCounts): string {
  const documents = passedOver.filter(({ line }) => line !== undefined).length;
  const folders = passedOver.length - documents;
  const both = [...(documents > 0 ? [number(documents, 'document')] : []), ...(folders > 0 ? [number(folders, 'folder')] : [])];
  const over = both.length === 0 ? '' : ` (${both.join(' and ')} passed over)`;
  return `${number(objects, 'object')} in ${number(files, 'file')}${over}`;
}

function number(count: number, of: string): string {
  return `${count} ${of}${count === 1 || of === 'info' ? '' : 's'}`;
}
