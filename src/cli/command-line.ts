/** What no shell takes for anything but itself. */
const PLAIN = /^[\w./:=@%+,-]+$/;

/** A command as a shell takes it. */
export function commandLine(...words: readonly string[]): string {
  return words.map((word) => PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`).join(' ');
}

/** The settings that a command was given, for the next one. */
export function withSettings(files: readonly string[]): readonly string[] {
  return files.flatMap((file) => ['-c', file]);
}
