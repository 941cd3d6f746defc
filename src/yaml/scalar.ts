import { Node, ScalarNode } from './node';
import { ReadingProblem } from './reading-problem';

/**
 * Values as kubectl reads them: YAML 1.1 in the dialect of go-yaml 2 (sigs.k8s.io/yaml, goyaml.v2/resolve.go), and what
 * its conversion to JSON does to them. Whole numbers beyond 2^53 lose digits here, as in JSON.parse: ScalarNode.text has them.
 */
export type ScalarValue = string | number | boolean | null;

const words = new Map<string, boolean | null>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);
const INFINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const WHOLE = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/;
/** What a number can consist of: most texts that begin with a digit, as `500m`, are none. */
const NUMERIC = /^[-+0-9][-+0-9a-fA-FoOxX._]*$/;
const SMALL = /^(?:0|[1-9][0-9]{0,14})$/;
const FRACTION = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const POINT_FIRST = /^\.[0-9_]+(?:[eE][-+]?[0-9_]+)?$/;
/** An underscore that does not stand between digits. */
const LOOSE_UNDERSCORE = /(?<![0-9])_|_(?![0-9])/;
const TIMESTAMP = /^\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d\d?:\d\d?:\d\d?(?:\.\d*)?[ \t]*(?:Z|[-+]\d\d?(?::?\d\d)?)?)?$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const CORE = 'tag:yaml.org,2002:';

/** The value of a scalar. Throws a ReadingProblem for what kubectl refuses. */
export function scalarValue(node: ScalarNode): ScalarValue {
  if (node.tag !== undefined) return taggedValue(node, coreName(node.tag));
  return node.style === 'plain' || node.style === 'empty' ? plainValue(node) : node.text;
}

/** Whether the node is null, or nothing at all. */
export function isNull(node: Node): boolean {
  return node.type === 'scalar' && scalarValue(node) === null;
}

/** Whether kubectl reads the text, written without quotes, as the same text. */
export function isPlainString(text: string): boolean {
  return text !== '<<' && valueOfPlain(text) === text;
}

function plainValue(node: ScalarNode): ScalarValue {
  const value = valueOfPlain(node.text);
  if (value === undefined) throw new ReadingProblem('number-not-finite', { value: node.text }, node.start);
  return value;
}

/** The value of a text without quotes and tag; `undefined` for a number that is not finite, which kubectl refuses. */
export function valueOfPlain(text: string): ScalarValue | undefined {
  if (!canBeOther(text)) return text;
  const word = words.get(text);
  if (word !== undefined) return word;
  if (INFINITE.test(text)) return undefined;
  return numberOf(text) ?? text;
}

/** Whether a plain scalar can begin with a character that is no string: a digit, sign, dot, `~`, or the first letter of a word. */
const beginsOther = Array.from({ length: 128 }, (_, code) => '0123456789+-.~yYnNtTfFoO'.includes(String.fromCharCode(code)));

function canBeOther(text: string): boolean {
  return text === '' || beginsOther[text.charCodeAt(0)];
}

function numberOf(text: string): number | undefined {
  if (SMALL.test(text)) return Number(text);
  if (text.startsWith('.')) return POINT_FIRST.test(text) && !LOOSE_UNDERSCORE.test(text) ? finite(Number(text.replaceAll('_', ''))) : undefined;
  if (!NUMERIC.test(text)) return undefined;
  const whole = wholeNumber(text);
  if (whole !== undefined) return Number(whole);
  const digits = text.replaceAll('_', '');
  return FRACTION.test(digits) ? finite(Number(digits)) : undefined;
}

/** The whole number that Go's ParseInt or, beyond 2^63, ParseUint makes of the text; `undefined` where neither does. */
export function wholeNumber(text: string): bigint | undefined {
  const match = WHOLE.exec(text.replaceAll('_', ''));
  if (match === null || text.startsWith('_')) return undefined;
  const [, sign, hex, binary, octal, decimal] = match;
  const exact = BigInt(hex !== undefined ? `0x${hex}` : binary !== undefined ? `0b${binary}` : octal !== undefined ? `0o${octal}` : decimal);
  const limit = sign === '' ? 2n ** 64n - 1n : sign === '+' ? 2n ** 63n - 1n : 2n ** 63n;
  if (exact > limit) return undefined;
  return sign === '-' ? -exact : exact;
}

/** What is too large for a double is no number to Go; JSON knows no negative zero that matters. */
function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value + 0 : undefined;
}

/** The name of a tag that YAML defines: it may be written in short or in full, and with escapes; empty for any other. */
export function coreName(tag: string): string {
  const written = tag.includes('%') ? unescaped(tag) : tag;
  if (written.startsWith('!!')) return written.slice(2);
  if (written.startsWith(`!<${CORE}`)) return written.slice(2 + CORE.length, -1);
  return '';
}

function unescaped(tag: string): string {
  const bytes = tag.replace(/%([0-9a-fA-F]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

/** A tag makes a string of the text, but for those that stand for what the text would be by itself; another than that is refused. */
function taggedValue(node: ScalarNode, tag: string): ScalarValue {
  const { text } = node;
  if (tag === 'binary') {
    const packed = text.replace(/[\r\n]/g, '');
    if (packed.length % 4 === 0 && BASE64.test(packed)) return Buffer.from(packed, 'base64').toString('utf8');
    throw new ReadingProblem('value-not-of-its-tag', { value: text, tag: '!!binary' }, node.outer);
  }
  if (!['int', 'float', 'bool', 'null', 'timestamp'].includes(tag)) return text;
  const value = tag === 'timestamp' ? text : plainValue({ ...node, tag: undefined });
  if (matches(tag, text, value)) return value;
  throw new ReadingProblem('value-not-of-its-tag', { value: text, tag: `!!${tag}` }, node.outer);
}

function matches(tag: string, text: string, value: ScalarValue): boolean {
  switch (tag) {
    case 'int': return typeof value === 'number' && wholeNumber(text) !== undefined;
    case 'float': return typeof value === 'number';
    case 'bool': return typeof value === 'boolean';
    case 'null': return value === null;
    default: return TIMESTAMP.test(text);
  }
}
