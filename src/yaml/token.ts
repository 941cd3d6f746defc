/** What a token is: a scalar by its style, or a collection by how it is written. */
export enum Token { PLAIN, SINGLE, DOUBLE, EMPTY, MAP, SEQUENCE, FLOW_MAP, FLOW_SEQUENCE }

/**
 * The fields of a token. KIND: what it is, and how far before it the item begins that it is the value of. Collections alone have LENGTH:
 * that of their own fields and of all tokens inside.
 */
export const KIND = 0, START = 1, END = 2, LENGTH = 3;
/** By this the distance to the item is multiplied in KIND. */
export const TOKENS = 8;
export const SCALAR_SIZE = 3, COLLECTION_SIZE = 4;

/** How many fields a token has. */
export function sizeOf(token: Token): number {
  return token < Token.MAP ? SCALAR_SIZE : COLLECTION_SIZE;
}
