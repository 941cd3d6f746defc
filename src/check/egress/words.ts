/** How many hosts a message names. */
const MOST_NAMED = 3;

/** Hosts in words, each in quotes: all of a few, else the first and how many more. */
export function inWords(hosts: readonly string[]): string {
  const named = hosts.length <= MOST_NAMED ? hosts : hosts.slice(0, 1);
  const quoted = named.map((host) => `"${host}"`);
  const more = hosts.length - named.length;
  if (more > 0) return `${quoted.join(', ')} and ${more} more`;
  return quoted.length === 1 ? quoted[0] : `${quoted.slice(0, -1).join(', ')} and ${quoted[quoted.length - 1]}`;
}
