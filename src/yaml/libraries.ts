/**
 * Loading a parser costs more than most commands, and most texts need neither: each is loaded with the first text that does
 * (docs/decisions/0021-two-parsers.md).
 */
/* eslint-disable @typescript-eslint/no-require-imports */

/** `yaml`, which prints, and reads what js-yaml refuses: 27 ms. */
export function yamlLibrary(): typeof import('yaml') {
  return require('yaml') as typeof import('yaml');
}
