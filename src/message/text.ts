import { Finding, Place } from './message';
import { printable } from './printable';

/** `file:line:column`, as far as it is known; empty where nothing is. */
export function formatPlace(place: Place): string {
  const { file, line, column } = place;
  if (file !== undefined && line !== undefined && column !== undefined) return `${file}:${line}:${column}`;
  return [file, line, column].filter((part) => part !== undefined).join(':');
}

/** A number of things: `1 file`, `2 files`. */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** Things in a sentence: `a, b and c`. */
export function inSentence(things: readonly string[]): string {
  return things.length < 2 ? things.join('') : `${things.slice(0, -1).join(', ')} and ${things[things.length - 1]}`;
}

/** A place in words, for what is said at another one: with the object that stands there. */
export function citePlace(place: Place): string {
  return [formatPlace(place), place.object ?? ''].filter((part) => part !== '').join(' ');
}

/** The finding in three lines: where and which, the fact, the repair. */
export function formatFinding(finding: Finding): string {
  return formatFindingAs(finding, finding.severity);
}

/** The finding in three lines, its severity in words of the caller's, such as coloured ones. */
export function formatFindingAs({ id, place, fact, fix }: Finding, severity: string): string {
  const head = [printable(formatPlace(place)), severity, id, printable(place.object ?? '')].filter((part) => part !== '');
  return `${head.join('  ')}\n  ${printable(fact)}\n  fix: ${printable(fix)}`;
}

/** What is printed for people: lines, which may hold any text of the input, and findings. Everything that is no data goes through here. */
export function printed(...said: readonly (string | Finding)[]): string {
  return said.map((each) => `${typeof each === 'string' ? printable(each) : formatFinding(each)}\n`).join('');
}
