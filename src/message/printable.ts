/**
 * What a terminal obeys instead of showing it, or takes for a line break, and what turns the direction of text: control characters (C0,
 * DEL, C1), the line and the paragraph separator of Unicode, its marks of direction.
 */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g; // eslint-disable-line no-control-regex

/**
 * With what a line is a command to the CI system that records it: `::error::` behind any blanks, and `##[error]` or `##vso[task]` anywhere
 * (actions/runner src/Runner.Common/ActionCommand.cs; Azure Pipelines' logging commands).
 */
const COMMAND_AT_START = /^(\s*):(?=:)/;
const COMMAND_ANYWHERE = /##(?=\w*\[)/g;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * A text on one line as it may be printed: characters that are no text, and those that would make a command of the line, are written as
 * escapes of JSON. What is printable already stays as it is.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escaped).replace(COMMAND_AT_START, (_, blanks: string) => `${blanks}${escaped(':')}`).replace(COMMAND_ANYWHERE, () => `#${escaped('#')}`);
}

function escaped(character: string): string {
  return SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
