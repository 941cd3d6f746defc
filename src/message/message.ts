/** How bad a finding is: `error` breaks or would break something, `warning` may, `info` is said once and for all. */
export type Severity = 'error' | 'warning' | 'info';

/** The name under which findings cite standard input, which is no file. */
export const STANDARD_INPUT = 'standard input';

/** Where a finding is: what of it is known. Lines and columns count from 1. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** The object as `Kind namespace/name`, or the construct's path. */
  readonly object?: string;
}

/** One message of the catalogue: its parameters are the keys of its example. */
export interface MessageDefinition<P> {
  readonly severity: Severity;
  /** The fact, with the reader's own values in double quotes. */
  readonly fact: (parameters: P) => string;
  /** The repair, in the imperative. */
  readonly fix: (parameters: P) => string;
  /** Parameters with which the snapshot of all messages renders this one. */
  readonly example: P;
}

/** Declares a message; the parameters' type is inferred from the example. */
export function define<P>(definition: MessageDefinition<P>): MessageDefinition<P> {
  return definition;
}

/** Whether a finding is an error: what it is said of cannot be used. */
export function isError({ severity }: Pick<Finding, 'severity'>): boolean {
  return severity === 'error';
}

/** Something to say to the reader: data, formatted elsewhere. */
export interface Finding {
  readonly id: string;
  readonly severity: Severity;
  readonly place: Place;
  readonly fact: string;
  readonly fix: string;
}
