import { BYTE_ORDER_MARK } from './characters';
import { Content } from './content';
import { parse } from './parse';
import { parseJson } from './parse-json';
import { parseSimple } from './parse-simple';
import { ReadingProblem } from './reading-problem';
import { valueOf } from './value';

/** What a document holds, given with all that stands around its content; `undefined` where that is nothing. Throws a ReadingProblem. */
export function parseDocument(text: string): Content | undefined {
  return parseSimple(text) ?? parseAny(text);
}

function parseAny(text: string): Content | undefined {
  const { start, beside } = headOf(text);
  // kubectl: apimachinery's YAMLReader takes spaces and a comment behind the separator, nothing else.
  if (!/^[^\S\ufeff\n]*(?:#|$)/.test(beside.replaceAll('\u0085', ' '))) throw new ReadingProblem('separator-with-content', { content: beside.trim() }, text.indexOf('---') + '---'.length);
  // go-yaml takes the second one for the beginning of every line, and loses a character of each.
  if (text.charCodeAt(start) === BYTE_ORDER_MARK) throw new ReadingProblem('document-not-yaml', { problem: 'a second byte order mark stands here' }, start);
  return parseJson(text, start) ?? parseYaml(text, start);
}

function parseYaml(text: string, start: number): Content | undefined {
  const parsed = parse(text, start);
  return parsed && { ...parsed, get value() { return valueOf(parsed.root); } };
}

/** What may stand above the line that begins with `---`: directives, comments and nothing. */
const ABOVE = /[ \t]*(?:[#%][^\n]*)?\r?\n/y;
const SEPARATOR = /---([^\n]*)/y;
/** What ends a line within what a line feed ends: the comment beside a separator ends there, and content may follow. */
const OTHER_BREAK = /[\r\u0085\u2028\u2029](?!$)/;

/** Where a document's content begins, and what stands on the line of its separator. */
export function headOf(text: string): { readonly start: number; readonly beside: string } {
  if (text.startsWith('---\n')) return { start: behindMark(text, '---\n'.length), beside: '' };
  ABOVE.lastIndex = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  // Line by line: an expression for all of them overflows the stack where there are millions.
  do SEPARATOR.lastIndex = ABOVE.lastIndex; while (ABOVE.test(text));
  const { lastIndex: at } = SEPARATOR;
  const separator = SEPARATOR.exec(text);
  if (separator === null) return { start: behindMark(text, 0), beside: '' };
  return { start: behindMark(text, OTHER_BREAK.test(separator[1]) ? at : Math.min(SEPARATOR.lastIndex + 1, text.length)), beside: separator[1] };
}

/** A byte order mark may begin each document. */
function behindMark(text: string, start: number): number {
  return text.charCodeAt(start) === BYTE_ORDER_MARK ? start + 1 : start;
}
