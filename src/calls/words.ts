import { NamedRange } from '../istio/egress/verdict';
import { groupBy } from '../istio/group';
import { ObjectReference } from '../kubernetes/object';
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

/** Ranges of addresses by the objects that have them: `10.0.0.0/8 and 52.0.0.0/8 of ServiceEntry shop/internet`. */
export function rangesInWords(ranges: readonly NamedRange[], nameOf: (object: ObjectReference) => string): string {
  const byObject = groupBy(ranges, ({ object }) => nameOf(object));
  return inSentence([...byObject].map(([name, ofObject]) => `${listed(ofObject.map(({ range }) => range))} of ${name}`));
}
