import { counted } from '../message/text';

/** A terminal that one line is shown on while a command works. */
export interface Terminal {
  readonly write: (text: string) => void;
  /** Milliseconds, from any beginning. */
  readonly now: () => number;
}

/** Work that is done sooner needs no word. */
const PATIENCE = 1000;
/** A line that changes more often is not read. */
const PAUSE = 100;

/** Back to the beginning of the line, and nothing on it (ECMA-48: CR, EL). */
const ERASE = '\r\u001b[K';

/** How far a command is, in one line on stderr, once it has worked for over a second; at the end the line is gone. */
export class Progress {
  private readonly began: number;
  private shown: number | undefined;
  private files = 0;

  constructor(private readonly terminal: Terminal) {
    this.began = terminal.now();
  }

  /** One more file has been read. */
  fileRead(): void {
    this.files++;
    const now = this.terminal.now();
    if (now - (this.shown ?? -Infinity) >= PAUSE) this.show(`reading: ${counted(this.files, 'file')}`, now);
  }

  /** What is done now, once everything has been read. */
  begin(work: string): void {
    this.show(work, this.terminal.now());
  }

  end(): void {
    if (this.shown !== undefined) this.terminal.write(ERASE);
    this.shown = undefined;
  }

  private show(text: string, now: number): void {
    if (now - this.began < PATIENCE) return;
    this.terminal.write(`${ERASE}${text}`);
    this.shown = now;
  }
}

/** Progress where somebody watches: stderr is a terminal that knows how to erase, and no CI records it. */
export function progressOn(terminal: Terminal, isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): Progress | undefined {
  return isTerminal && env.CI === undefined && env.TERM !== 'dumb' ? new Progress(terminal) : undefined;
}
