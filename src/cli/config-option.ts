import { Option } from 'commander';

/** Keeps every value of an option that may be repeated. */
export const collect = (value: string, values: string[]): string[] => [...values, value];

/**
 * `-c`, which every command with settings takes.
 * @param fallback the file that is read where none is named
 */
export function configOption(fallback?: string): Option {
  const otherwise = fallback === undefined ? '' : ` (default: ${fallback})`;
  return new Option('-c, --config <file>', `settings; may be repeated, later ones are laid over earlier ones${otherwise}`).argParser(collect).default([], '');
}
