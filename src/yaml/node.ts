/** How a scalar is written; `empty` where nothing stands for it, as after a key's colon. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'empty';

interface AnyNode {
  /** Where the node begins with its anchor and tag: an offset into the document's text. */
  readonly outer: number;
  /** Where the content begins: the quote, the bracket, the first key, the first dash. */
  readonly start: number;
  /** Where the content ends: behind the quote or bracket, or with the last thing inside; blank lines and comments stay outside. */
  readonly end: number;
  readonly anchor?: string;
  /** As written, for example `!!str`. */
  readonly tag?: string;
}

export interface ScalarNode extends AnyNode {
  readonly type: 'scalar';
  readonly style: ScalarStyle;
  /** The text without quotes, escapes and folding. */
  readonly text: string;
}

export interface AliasNode extends AnyNode {
  readonly type: 'alias';
  readonly name: string;
}

export interface Entry {
  /** Where the entry begins: its key, or the `?` before that. */
  readonly start: number;
  readonly key: Node;
  readonly value: Node;
}

export interface MapNode extends AnyNode {
  readonly type: 'map';
  readonly flow: boolean;
  readonly entries: readonly Entry[];
}

export interface Item {
  /** Where the item begins: its dash, or in brackets its value. */
  readonly start: number;
  readonly value: Node;
}

export interface SequenceNode extends AnyNode {
  readonly type: 'sequence';
  readonly flow: boolean;
  readonly items: readonly Item[];
}

/** A value of a document with the place of everything in it; offsets are into the document's text. */
export type Node = ScalarNode | AliasNode | MapNode | SequenceNode;
