/** What writes a template whose actions stand beside YAML, so that it is none before it is rendered. */
export type TemplateType = 'helm-template' | 'jinja-template';

/** What ends a line, what begins a comment or quotes, and what begins an action of Helm or Jinja. */
const TOKEN = /[\n\r\u0085\u2028\u2029#"']|\{[{%]/g;

/**
 * The template whose action makes a text no YAML; `undefined` where none does. The action stands where the text cannot be read further, or
 * begins on the line above, and neither a comment nor quotes hold it.
 * @param offset where the text cannot be read further
 */
export function templateAt(text: string, offset: number): TemplateType | undefined {
  let isOpen = true;
  let end = -1;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    // An anchor or a tag may stand right before an action.
    if (index > offset + 1) break;
    if (!token.startsWith('{')) isOpen = !['#', '"', '\''].includes(token);
    else if (isOpen && index >= end) end = endOfAction(text, index);
  }
  if (end === -1 || linesBetween(text, end, offset) > 1) return undefined;
  return /\{%/.test(text) ? 'jinja-template' : 'helm-template';
}

/** Where the action that begins here ends; what is not closed goes to the end of its line. */
function endOfAction(text: string, start: number): number {
  const closing = text.charAt(start + 1) === '{' ? '}}' : '%}';
  const line = text.indexOf('\n', start);
  const end = text.indexOf(closing, start);
  return end === -1 ? line === -1 ? text.length : line : end + closing.length;
}

function linesBetween(text: string, start: number, end: number): number {
  return start >= end ? 0 : text.slice(start, end).split('\n').length - 1;
}
