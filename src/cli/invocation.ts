import { Progress } from './progress';

/** What a command is called with: everything of its surroundings that it may look at. */
export interface Invocation {
  /** The words after the program's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The package's version. */
  readonly version: string;
  /** Reads standard input to its end. */
  readonly stdin: () => Buffer;
  /** Whether stdout is a terminal, which may be given colours. @default false */
  readonly isTerminal?: boolean;
  /** Shows how far the command is. @default - nobody watches */
  readonly progress?: Progress;
}

/** What a command answers. Data goes to stdout and prose to stderr; where the exit code is 2, stdout is empty. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: ExitCode;
}

/** 0: done, and nothing to object to. 1: findings, or changes where none were wanted. 2: usage, or input that cannot be read. */
export type ExitCode = 0 | 1 | 2;
