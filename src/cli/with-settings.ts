/** The settings that a command was given, for the next one. */
export function withSettings(files: readonly string[]): readonly string[] {
  return files.flatMap((file) => ['-c', file]);
}
