import { Finding, isError } from './message';
import { formatFinding } from './text';

/** Input that cannot be worked with: carries every finding, so that the reader repairs all of them in one go. */
export class InputError extends Error {
  readonly findings: readonly Finding[];

  constructor(...findings: readonly Finding[]) {
    super(findings.map(formatFinding).join('\n'));
    this.name = 'InputError';
    this.findings = findings;
  }
}

/** Throws when there is anything to throw. */
export function throwAny(findings: readonly Finding[]): void {
  if (findings.length > 0) throw new InputError(...findings);
}

/** Throws all there is to say where an error is among it: warnings beside an error may tell why. */
export function throwWithError(findings: readonly Finding[]): void {
  throwAny(findings.some(isError) ? findings : []);
}
