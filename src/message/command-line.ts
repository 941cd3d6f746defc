import { printable } from './printable';

/** What no shell takes for anything but itself. */
const PLAIN = /^[\w./:=@%+,-]+$/;

/** A command as a shell takes it, on one line. */
export function commandLine(...words: readonly string[]): string {
  return words.map((word) => PLAIN.test(word) ? word : quoted(word)).join(' ');
}

function quoted(word: string): string {
  const escaped = printable(word);
  // bash, zsh and ksh read the same escapes between these quotes.
  return escaped === word ? `'${word.replaceAll("'", "'\\''")}'` : `$'${printable(word.replace(/[\\']/g, '\\$&'))}'`;
}
