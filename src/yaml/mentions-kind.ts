/** The key in sight, and what stands behind its colon: the kind, unless something else begins there or goes on behind it. */
const KEY = /kind["']?[ \t]*:[ \t]*["']?([A-Za-z0-9]*)(\$?\{|\[)?/g;
const BREAKS = String.raw`\n\r\u0085\u2028\u2029`;

/**
 * Where a key or a kind can hide from such a look. Each begins with a character that few texts hold, so that most are never searched
 * for the rest.
 */
const HIDING: readonly { readonly sign: string; readonly form: RegExp }[] = [
  // An escape that spells a letter, or joins two lines.
  { sign: '\\', form: new RegExp(String.raw`\\[xuU${BREAKS}]`) },
  // A tag that says that the text is base64. It may be escaped itself, and a directive may give it another name.
  { sign: '!', form: /![!<][\w:.,]{0,24}(?:binary|%)/ },
  { sign: '%TAG', form: /%TAG/ },
  // A key that `?` announces: as the first thing on a line, but for what may stand before it, or in brackets.
  { sign: '?', form: new RegExp(String.raw`(?:^|[${BREAKS}])\ufeff?[ \t]*(?:[-?:][ \t]+|[&!][^ \t${BREAKS}]*[ \t]+)*\?|[[{,][ \t]*\?`) },
  // An alias as a key.
  { sign: '*', form: /\*[\w-]+[ \t]*:/ },
  // JSON whose colon stands on the next line.
  { sign: '"', form: /kind"[ \t]*[\r\n]/ },
  // An action of a template at the beginning of a line, which can give anything.
  { sign: '{', form: new RegExp(String.raw`(?:^|[${BREAKS}])[ \t]*(?:-[ \t]+)*\{[{%]`) },
  // With two byte order marks go-yaml loses the first character of each line.
  { sign: '\ufeff', form: /\ufeff\ufeff/ },
  // A variable in place of a key.
  { sign: '$', form: new RegExp(String.raw`(?:^|[${BREAKS}])[ \t]*(?:-[ \t]+)*\$\{`) },
];

/**
 * Whether an object of one of the kinds can be in the text, or a list of them: a scan that needs no parser. It says no only where there is
 * none, and yes too often where a kind is named elsewhere. The same on a whole file and on a document.
 */
export function mentionsKind(text: string, kinds: ReadonlySet<string>): boolean {
  KEY.lastIndex = 0;
  for (let match = KEY.exec(text); match !== null; match = KEY.exec(text)) {
    // Nothing behind the colon but an anchor, a tag, an alias, a template or the end of the line.
    const [, kind, template] = match;
    if (kind === '' || template !== undefined || kinds.has(kind) || (kind.endsWith('List') && kinds.has(kind.slice(0, -'List'.length)))) return true;
  }
  return HIDING.some(({ sign, form }) => text.includes(sign) && form.test(text));
}
