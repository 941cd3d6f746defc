const TAB = 9, LINE_FEED = 10, CARRIAGE_RETURN = 13, SPACE = 32, HASH = 35;

function isBlank(code: number): boolean {
  return code === SPACE || code === LINE_FEED || code === CARRIAGE_RETURN || code === TAB;
}

/** The first offset from `from` on that holds neither white space, nor a line break, nor part of a comment. */
export function skipBlank(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) {
      at++;
    } else if (code === HASH && (at === 0 || isBlank(text.charCodeAt(at - 1)))) {
      at = endOfLine(text, at);
    } else {
      return at;
    }
  }
}

/** Where the line that holds `from` ends: its line break, or the end of the text. */
export function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end === -1) return text.length;
  return end > from && text.charCodeAt(end - 1) === CARRIAGE_RETURN ? end - 1 : end;
}

/** Where the line that holds `at` begins. */
export function startOfLine(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}
