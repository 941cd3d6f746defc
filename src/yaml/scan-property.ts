import { isSpaceOrEnd } from './characters';
import { ReadingProblem } from './reading-problem';
import { TextCursor } from './text-cursor';

/** As much of a text as a message shows. */
const MOST_SHOWN = 60;
const NAME = /[\w-]+/y;
const IN_TAG = String.raw`(?:[\w;/?:@&=+$,.!~*'()[\]-]|%[0-9a-fA-F]{2})`;
const TAG = new RegExp(`!<${IN_TAG}+>|!${IN_TAG}*`, 'y');
/** `!name!`: the handle of a tag that a directive would have to define. */
const HANDLE = /!([\w-]*)!/y;

const LINE = String.raw`[^\n\r\u0085\u2028\u2029]*`;
const DIRECTIVE = new RegExp(String.raw`%(?:YAML[ \t]+\d{1,2}\.\d{1,2}|TAG[ \t]+!(?:[\w-]*!)?[ \t]+${IN_TAG}+)(?:[ \t]+(?:#${LINE})?)?(?=[\n\r\u0085\u2028\u2029])`, 'y');

/** How long the directive is that begins here. */
export function scanDirective(cursor: TextCursor): number {
  DIRECTIVE.lastIndex = cursor.at;
  const [directive] = DIRECTIVE.exec(cursor.text) ?? cursor.refuse('"%" at the beginning of a line begins a directive, and this is none');
  return directive.length;
}

/** The name of the anchor or alias whose `&` or `*` stands here; the cursor goes behind it. */
export function scanName(cursor: TextCursor): string {
  const { text, at } = cursor;
  NAME.lastIndex = at + 1;
  const name = NAME.exec(text)?.[0] ?? '';
  cursor.at += 1 + name.length;
  if (name === '' || !(isSpaceOrEnd(cursor.code) || '?:,]}%@`'.includes(text.charAt(cursor.at)))) {
    if (text.charAt(at) === '*') throw new ReadingProblem('star-not-quoted', { text: /[^\s,\]}]*/y.exec(text.slice(at, at + MOST_SHOWN))![0] }, at);
    cursor.refuse(`"${text.charAt(at)}" needs a name of letters, digits, "-" and "_" behind it, and then white space`, at);
  }
  return name;
}

/** The tag that stands here, as it is written; the cursor goes behind it. */
export function scanTag(cursor: TextCursor): string {
  const { text, at } = cursor;
  HANDLE.lastIndex = TAG.lastIndex = at;
  const handle = HANDLE.exec(text);
  if (handle !== null && handle[1] !== '') cursor.refuse(`no directive defines the tag handle "${handle[0]}"`);
  const tag = TAG.exec(text)?.[0];
  if (tag === undefined || tag === '!!') return cursor.refuse('this is no tag');
  cursor.at += tag.length;
  if (!isSpaceOrEnd(cursor.code)) cursor.refuse(`white space must stand behind the tag "${tag}"`);
  return tag;
}
