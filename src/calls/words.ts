import { inSentence } from '../message/text';

/** How many things a message names. */
const MOST_NAMED = 3;

/** Hosts in words, each in quotes. */
export function inWords(hosts: readonly string[]): string {
  return listed(hosts.map((host) => `"${host}"`));
}

/** All of a few things, else the first and how many more. */
export function listed(things: readonly string[]): string {
  const named = things.length <= MOST_NAMED ? things : things.slice(0, 1);
  const more = things.length - named.length;
  return inSentence(more > 0 ? [...named, `${more} more`] : named);
}
