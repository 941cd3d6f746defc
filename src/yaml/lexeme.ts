import { ScalarStyle } from './node';

/** What a lexeme is. Those of blocks have no text: they stand where the indentation opens or closes a map or a list. */
export enum LexemeType {
  END, DIRECTIVE, DOCUMENT_START, DOCUMENT_END, BLOCK_LIST, BLOCK_MAP, BLOCK_END, LIST, LIST_END, MAP, MAP_END, COMMA, DASH, KEY, VALUE,
  ALIAS, ANCHOR, TAG, SCALAR,
}

/** The smallest thing in a text that means something. */
export interface Lexeme {
  readonly type: LexemeType;
  readonly start: number;
  readonly end: number;
  /** Of a scalar its value as text; the name of an anchor or alias; a tag as it is written. */
  readonly text: string;
  /** Of a scalar. */
  readonly style?: ScalarStyle;
}
