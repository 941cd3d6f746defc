/**
 * Characters as go-yaml 2 sorts them (sigs.k8s.io/yaml, goyaml.v2/yamlprivateh.go): it has five line breaks, as YAML 1.1 has.
 */
export const TAB = 0x09, LINE_FEED = 0x0a, CARRIAGE_RETURN = 0x0d, SPACE = 0x20;
export const NEXT_LINE = 0x85, LINE_SEPARATOR = 0x2028, PARAGRAPH_SEPARATOR = 0x2029, BYTE_ORDER_MARK = 0xfeff;
/** What stands behind a text that is scanned; no text may hold it. */
export const END = 0;

/** What no text may hold: control characters, halves of an emoji, and what is no character at all. */
const FORBIDDEN = /[^\t\n\r -~\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Where a text holds a character that YAML does not allow; -1 where it holds none. */
export function forbiddenIn(text: string): number {
  return text.search(FORBIDDEN);
}

export function isBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN || code === NEXT_LINE || code === LINE_SEPARATOR || code === PARAGRAPH_SEPARATOR;
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** Whether it is white space or a line break. */
export function isSpace(code: number): boolean {
  return code <= SPACE ? code === SPACE || code === LINE_FEED || code === CARRIAGE_RETURN || code === TAB
    : code === NEXT_LINE || code === LINE_SEPARATOR || code === PARAGRAPH_SEPARATOR;
}

export function isSpaceOrEnd(code: number): boolean {
  return code === END || isSpace(code);
}
