import { skipBlank } from './blank';

/** A text in memory: a string, or its bytes where it may be large (a string in JavaScript can take twice the bytes). */
export type Text = string | Buffer;

/** From where to where a document lies in a text, in its units: characters or bytes. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Cuts a text where lines begin with `---`, as kubectl does: such a line begins the document after it. */
export function* split(text: Text): Iterable<Range> {
  let start = 0;
  for (let at = text.indexOf('\n---'); at !== -1; at = text.indexOf('\n---', at + 1)) {
    if (start === 0 && isPreamble(text, at + 1)) continue;
    yield { start, end: at + 1 };
    start = at + 1;
  }
  yield { start, end: text.length };
}

const PERCENT = 0x25;

/** Whether only directives and comments stand before the first separator: then they belong to the document behind it. */
function isPreamble(text: Text, end: number): boolean {
  const sign = typeof text === 'string' ? text.indexOf('%') : text.indexOf(PERCENT);
  if (sign === -1 || sign >= end) return false;
  const head = cut(text, 0, end);
  const first = skipBlank(head, head.startsWith('\ufeff') ? 1 : 0);
  // A line that goes on behind another line break holds content, which is a document of its own.
  return head[first] === '%' && head.slice(first).split('\n').every((line) => /^(?:%|[ \t]*(?:#|\r?$))[^\r\u0085\u2028\u2029]*\r?$/.test(line));
}

/** A part of the text as a string. */
export function cut(text: Text, start: number, end: number): string {
  return typeof text === 'string' ? text.slice(start, end) : text.toString('utf8', start, end);
}

/** How many lines end in a part of the text. */
export function linesIn(text: Text, start: number, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

/** As much as kubectl looks at to tell JSON from YAML (apimachinery, util/yaml/decoder.go, GuessJSONStream). */
const GUESSED = 4096;

/** Whether kubectl takes the stream for values of JSON, one behind another: any other document ends where its value ends. */
export function beginsWithJson(text: Text): boolean {
  return /^\s*\{/.test(cut(text, 0, Math.min(GUESSED, text.length)));
}

/** Where in a document's text JSON values begin that follow another without a separator; empty for anything else. */
export function jsonBreaks(text: string, from: number): readonly number[] {
  const breaks: number[] = [];
  let at = skipBlank(text, from);
  while (isJsonObject(text, at)) {
    const end = endOfJson(text, at);
    if (end === undefined) return breaks;
    const next = skipBlank(text, end);
    if (isJsonObject(text, next)) {
      if (breaks.length === 0 && !isJson(text.slice(at, end))) return [];
      breaks.push(next);
    }
    at = next;
  }
  return breaks;
}

function isJsonObject(text: string, at: number): boolean {
  return text[at] === '{' && /["}]/.test(text[skipBlank(text, at + 1)] ?? '');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const TOKEN = /[{}[\]"]/g;

function endOfJson(text: string, start: number): number | undefined {
  const token = new RegExp(TOKEN);
  token.lastIndex = start;
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === '"') token.lastIndex = endOfString(text, token.lastIndex);
    else depth += match[0] === '{' || match[0] === '[' ? 1 : -1;
    if (depth === 0) return token.lastIndex;
  }
  return undefined;
}

/** The offset behind the quote that ends a JSON string; the end of the text where there is none. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text[at - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return at + 1;
  }
  return text.length;
}
