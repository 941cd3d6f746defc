const KIND = /kind["']?[ \t]*:[ \t]*["']?([A-Za-z0-9]*)/g;
/** What a plain scan cannot see through: a key or a kind behind an escape, or a key that stands after `?`. */
const HIDDEN = /\\[xuU\r\n]|\?\s+["']?kind\b/;

/**
 * Whether an object of one of the kinds can be in the text: a scan that needs no parser. It says no only where there is
 * none, and yes too often where a kind is named elsewhere. The same on a whole file and on a document.
 */
export function mentionsKind(text: string, kinds: ReadonlySet<string>): boolean {
  KIND.lastIndex = 0;
  for (let match = KIND.exec(text); match !== null; match = KIND.exec(text)) {
    // Nothing behind the colon but an anchor, a tag, an alias, a template or the end of the line.
    if (match[1] === '' || kinds.has(match[1])) return true;
  }
  return HIDDEN.test(text);
}
