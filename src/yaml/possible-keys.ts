import { END } from './characters';
import { TextCursor } from './text-cursor';

/** How many characters a key may have that no `?` announces. */
const LONGEST = 1024;

/** What may turn out to be a key: that shows when a colon follows. */
export interface PossibleKey {
  isPossible: boolean;
  /** Whether it is waited for. go-yaml forgets to wait for empty brackets: `{}: a` is an empty map to it, and then a colon. */
  isSeen: boolean;
  /** Whether it can be nothing else. */
  isRequired: boolean;
  /** Its number among all lexemes. */
  number: number;
  start: number;
  column: number;
  line: number;
}

/** What may turn out to be a key: at most one in each pair of brackets around the place, and one outside of them. */
export class PossibleKeys {
  /** Whether a key may begin here. */
  isAllowed = true;
  private readonly keys: PossibleKey[] = [noKey(0)];

  constructor(private readonly cursor: TextCursor) {}

  /** How many pairs of brackets are around the place. */
  get depth(): number {
    return this.keys.length - 1;
  }

  /** Whether the lexeme with this number may turn out to begin a key. */
  isWaitedFor(number: number): boolean {
    for (const key of this.keys) if (key.isPossible && key.isSeen && key.number === number) return this.isStillPossible(key);
    return false;
  }

  /** Remembers that the lexeme that begins here, with this number, may be a key; required, if it stands in the column of the block's others. */
  remember(number: number, isInColumn: boolean): void {
    if (!this.isAllowed) return;
    this.forget();
    const { cursor } = this;
    Object.assign(this.keys.at(-1)!, {
      isPossible: true, isSeen: true, isRequired: this.depth === 0 && isInColumn, number, start: cursor.at, column: cursor.column, line: cursor.line,
    });
  }

  /** Forgets the key that was possible: something other than its colon has come. */
  forget(): void {
    const key = this.keys.at(-1)!;
    if (key.isPossible && key.isRequired) this.refuse(key);
    key.isPossible = false;
  }

  /** Takes the key to which a colon here belongs; `undefined` where there is none. */
  take(): PossibleKey | undefined {
    const key = this.keys.at(-1)!;
    if (!key.isPossible || !this.isStillPossible(key)) return undefined;
    key.isPossible = false;
    return key;
  }

  /** @param number that of the bracket */
  open(number: number): void {
    this.keys.push(noKey(number));
  }

  close(): void {
    if (this.depth === 0) return;
    const { number } = this.keys.pop()!;
    const outer = this.keys.at(-1)!;
    if (outer.number === number) outer.isSeen = false;
  }

  /** A key ends on the line on which it begins, and before the text does. */
  private isStillPossible(key: PossibleKey): boolean {
    const { cursor } = this;
    const isShort = () => cursor.at - key.start <= LONGEST || [...cursor.text.slice(key.start, cursor.at)].length <= LONGEST;
    if (key.line === cursor.line && cursor.code !== END && isShort()) return true;
    if (key.isRequired) this.refuse(key);
    key.isPossible = false;
    return false;
  }

  private refuse(key: PossibleKey): never {
    return this.cursor.refuse('this looks like a key, and no ":" follows on its line', key.start);
  }
}

function noKey(number: number): PossibleKey {
  return { isPossible: false, isSeen: false, isRequired: false, number, start: 0, column: 0, line: 0 };
}
