import { Content } from './content';
import { eventParser } from './libraries';
import { Node } from './node';
import { parseAgain } from './parse-again';
import { parseSimple } from './parse-simple';
import { ReadingProblem } from './reading-problem';
import { Range } from './split';
import { valueOf } from './value';

/** What a document holds, given with all that stands around its content; `undefined` where that is nothing. Throws a ReadingProblem. */
export function parseDocument(text: string): Content | undefined {
  return parseSimple(text) ?? parseAny(text);
}

function parseAny(text: string): Content | undefined {
  const { start, beside } = headOf(text);
  // kubectl: apimachinery's YAMLReader takes spaces and a comment behind the separator, nothing else.
  if (!/^\s*(?:#|$)/.test(beside)) throw new ReadingProblem('separator-with-content', { content: beside.trim() }, text.indexOf('---') + '---'.length);
  return parseContent(text, { start, end: documentEnd(text) });
}

/** What may stand above the line that begins with `---`: directives, comments and nothing. */
const ABOVE = /[ \t]*(?:[#%][^\n]*)?\r?\n/y;
const SEPARATOR = /---([^\n]*)/y;

/** Where a document's content begins, and what stands on the line of its separator. */
export function headOf(text: string): { readonly start: number; readonly beside: string } {
  if (text.startsWith('---\n')) return { start: '---\n'.length, beside: '' };
  ABOVE.lastIndex = text.startsWith('\ufeff') ? 1 : 0;
  // Line by line: an expression for all of them overflows the stack where there are millions.
  do SEPARATOR.lastIndex = ABOVE.lastIndex; while (ABOVE.test(text));
  const separator = SEPARATOR.exec(text);
  return separator === null ? { start: 0, beside: '' } : { start: Math.min(SEPARATOR.lastIndex + 1, text.length), beside: separator[1] };
}

/** Where a document's content ends: before a line `...`. */
export function documentEnd(text: string): number {
  for (let at = text.indexOf('\n...'); at !== -1; at = text.indexOf('\n...', at + 1)) {
    if (/^[ \t\r\n]?$/.test(text.charAt(at + 4))) return at + 1;
  }
  return text.startsWith('...') && /^\.\.\.(?:\s|$)/.test(text) ? 0 : text.length;
}

function parseContent(text: string, { start, end }: Range): Content | undefined {
  // A byte order mark may begin each document; js-yaml takes one only at the start. The head becomes a comment as long as it was.
  const content = text.charCodeAt(start) === 0xfeff && start > 0 ? `${'#'.repeat(start)}\n${text.slice(start + 1, end)}` : text.slice(0, end);
  return contentOf(nodesOf(content));
}

function contentOf(root: Node | undefined): Content | undefined {
  return root && { root, get value() { return valueOf(root); } };
}

function nodesOf(text: string): Node | undefined {
  try {
    return eventParser().parse(text);
  } catch (error) {
    if (!(error instanceof ReadingProblem) || error.id !== 'document-not-yaml' || text.includes('\0')) throw error;
    return parseOtherwise(text, error as ReadingProblem<'document-not-yaml'>);
  }
}

/** js-yaml rejects flow collections that close at their parent's indent, which kubectl takes: the second parser decides. */
function parseOtherwise(text: string, first: ReadingProblem<'document-not-yaml'>): Node | undefined {
  try {
    return parseAgain(text);
  } catch (second) {
    throw first.parameters.problem === 'deficient indentation' ? second : first;
  }
}
