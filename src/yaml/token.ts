/** What a token is: a scalar by its style, or a collection by how it is written. */
export enum Token { PLAIN, SINGLE, DOUBLE, EMPTY, MAP, SEQUENCE, FLOW_MAP, FLOW_SEQUENCE }

/**
 * The fields of a token. KIND: what it is, and how far before it the item begins that it is the value of. Collections alone have LENGTH:
 * that of their own fields and of all tokens inside.
 */
export const KIND = 0, START = 1, END = 2, LENGTH = 3;
export const SCALAR_SIZE = 3, COLLECTION_SIZE = 4;

/** How many fields a token has. */
export function sizeOf(token: Token): number {
  return token < Token.MAP ? SCALAR_SIZE : COLLECTION_SIZE;
}

const TOKENS = 8;

/** What a token is, by its KIND. */
export function tokenOf(kind: number): Token {
  return kind % TOKENS;
}

/** How far before it the item begins. */
export function distanceOf(kind: number): number {
  return Math.floor(kind / TOKENS);
}

/** The KIND of a token whose item begins so far before it; the token alone, where it begins with it. */
export function kindWith(token: Token, distance: number): number {
  return token + TOKENS * distance;
}
