import { hasKubectl, kubectlReads, weRead } from './kubectl';
import { readStream } from '../../src/yaml/read';

const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n';

/** Literals, and what kubectl 1.32 makes of them. */
const literals: readonly (readonly [string, unknown])[] = [
  ['.', '.'], ['..', '..'], ['-.', '-.'], ['+', '+'], ['=', '='], ['<<', '<<'], ['22:22', '22:22'], ['190:20:30', '190:20:30'],
  ['2020-01-01', '2020-01-01'], ['2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z'], ['2001-12-14 21:59:43.10 -5', '2001-12-14 21:59:43.10 -5'],
  ['0o17', 15], ['0o_17', 15], ['0o8', '0o8'], ['0777', 511], ['-012', -10], ['+012', 10], ['08', 8], ['09', 9], ['00', 0], ['0_1', 1],
  ['1_000', 1000], ['1__0', 10], ['1_', 1], ['_1', '_1'], ['1_0.5', 10.5], ['1_000.5_0', 1000.5], ['.1_0', 0.1],
  ['0x1F', 31], ['0X1F', 31], ['-0x1f', -31], ['0x_1', 1], ['0x', '0x'], ['0x1p4', '0x1p4'], ['0xfffffffffffffffff', '0xfffffffffffffffff'],
  ['0b11', 3], ['0B11', 3], ['-0b11', -3], ['0b2', '0b2'],
  ['1e3', 1000], ['1E3', 1000], ['1_e3', 1000], ['1.e3', 1000], ['1.5e+3', 1500], ['1e5_0', 1e50], ['1e', '1e'], ['.e1', '.e1'], ['1e400', '1e400'], ['1e-7', 1e-7],
  ['.5', 0.5], ['-.5', -0.5], ['+.5', 0.5], ['5.', 5], ['1.50', 1.5], ['-0', 0], ['-0.0', 0], ['+12', 12],
  ['9007199254740993', 9007199254740993n], ['18446744073709551615', 18446744073709551615n], ['123456789012345678901234567890', 123456789012345678901234567890n],
  ['y', true], ['Y', true], ['yes', true], ['Yes', true], ['on', true], ['True', true], ['TRUE', true], ['tRUE', 'tRUE'], ['n', false], ['off', false],
  ['~', null], ['null', null], ['Null', null], ['', null], ['NaN', 'NaN'], ['inf', 'inf'],
  ['!!str 1', '1'], ['!!str', ''], ['! 1', '1'], ['!foo 1', '1'], ['!!int "0o17"', 15], ['!!float 3', 3], ['!!float ".5"', 0.5], ['!!bool "on"', true], ['!!null ""', null],
  ['!!timestamp 2020-01-01', '2020-01-01'], ['!!binary aGVsbG8=', 'hello'], ['!!set {a, b}', { a: null, b: null }], ['!!map [1]', [1]],
  ['{a:1}', { 'a:1': null }], ['[a:b, "c":d]', ['a:b', { c: 'd' }]], ['[a: b]', [{ a: 'b' }]], ['{a, b: }', { a: null, b: null }], ['"\\u0044 \\x41"', 'D A'],
];

const structures: readonly (readonly [string, string, unknown])[] = [
  ['the last of duplicate keys wins', 'd: {a: 1, a: 2}\n', { a: 2 }],
  ['keys become the text of what they mean', 'd: {on: 4, 0777: 2, 1_000: 3, 1.10: 1, 1e21: 5, 123456789.5: 7, 2020-01-01: 8, 9007199254740993: 9}\n',
    { 'true': 4, '511': 2, '1000': 3, '1.1': 1, '1e+21': 5, '1.2345679e+08': 7, '2020-01-01': 8, '9007199254740993': 9 }],
  ['a merge is over keys before it and under keys after it', 'd:\n  x: &a {p: 1, q: 2}\n  z:\n    p: 9\n    <<: *a\n    q: 8\n', { x: { p: 1, q: 2 }, z: { p: 1, q: 8 } }],
  ['of merged maps the first wins', 'd:\n  x: &a {p: 1, q: 2}\n  z:\n    <<: [{p: 5}, *a]\n', { x: { p: 1, q: 2 }, z: { p: 5, q: 2 } }],
  ['a quoted merge key is a key', 'd: {"<<": 1}\n', { '<<': 1 }],
  ['an alias is the last anchor of its name', 'd: [&a 1, *a, &a 2, *a]\n', [1, 1, 2, 2]],
  ['__proto__ is a key', 'd: {__proto__: {x: 1}}\n', Object.fromEntries([['__proto__', { x: 1 }]])],
  ['a literal keeps its blank lines under +', 'd: |+\n  a\n\n\n', 'a\n\n\n'],
  ['a folded scalar folds', 'd: >-\n  a\n  b\n\n  c\n', 'a b\nc'],
  ['a plain scalar goes on over lines', 'd: a\n b\n\n c\n', 'a b\nc'],
];

const refused: readonly (readonly [string, string, string])[] = [
  ['infinity', 'd: .inf\n', 'number-not-finite'], ['not a number', 'd: .NaN\n', 'number-not-finite'],
  ['a null key', 'd: {~: 1}\n', 'key-refused'], ['a key beyond 2^63', 'd: {18446744073709551615: 1}\n', 'key-refused'], ['a list as a key', 'd: {[a]: 1}\n', 'key-not-a-scalar'],
  ['an alias of nothing', 'd: *a\n', 'alias-without-anchor'], ['a host of every namespace without quotes', 'd:\n- */*\n', 'star-not-quoted'],
  ['a wildcard without quotes', 'd: [*.example.com, b]\n', 'star-not-quoted'], ['a star alone', 'd: *\n', 'star-not-quoted'],
  ['an alias inside its anchor', 'd: &a [*a]\n', 'anchor-contains-itself'], ['a merge of a scalar', 'd: {<<: 3}\n', 'merge-not-a-map'],
  ['a wrong !!int', 'd: !!int x\n', 'value-not-of-its-tag'], ['a fraction as !!int', 'd: !!int 3.0\n', 'value-not-of-its-tag'], ['a wrong !!bool', 'd: !!bool 1\n', 'value-not-of-its-tag'],
  ['a wrong !!null', 'd: !!null x\n', 'value-not-of-its-tag'], ['a wrong !!timestamp', 'd: !!timestamp foo\n', 'value-not-of-its-tag'], ['bad base64', 'd: !!binary "@@"\n', 'value-not-of-its-tag'],
  ['a reserved character', 'd: @foo\n', 'document-not-yaml'], ['a tab as indent', 'd:\n\tx: 1\n', 'document-not-yaml'],
];

test.each(literals)('%p is read as kubectl reads it', (literal, expected) => {
  expect(valueOf(`d: ${literal}\n`)).toEqual(typeof expected === 'bigint' ? Number(expected) : expected);
});

test.each(structures)('%s', (_, text, expected) => {
  expect(JSON.stringify(valueOf(text))).toBe(JSON.stringify(expected));
});

test.each(refused)('%s is refused, as kubectl refuses it', (_, text, id) => {
  expect([...readStream(head + text)].map((document) => document.type === 'error' ? document.finding.id : document.type)).toEqual([id]);
});

test('a __proto__ key changes no prototype', () => {
  const value = valueOf('d: {__proto__: {polluted: 1}}\n') as object;
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect('polluted' in value).toBe(false);
});

test('an alias bomb is refused, and large documents with fair use of aliases are not', () => {
  const bomb = `a: &a0 [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 9 }, (_, i) => `b${i}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]\n`).join('')}`;
  expect([...readStream(bomb)]).toMatchObject([{ type: 'error', finding: { id: 'aliases-out-of-proportion', place: { line: 4 } } }]);
  const fair = `d: &a {x: 1}\nlist:\n${'- *a\n'.repeat(300)}`;
  expect([...readStream(fair)].map(({ type }) => type)).toEqual(['not-a-manifest']);
});

(hasKubectl ? test : test.skip)('kubectl reads the same', () => {
  const cases = [...literals.map(([literal]) => `d: ${literal}\n`), ...structures.map(([, text]) => text)];
  const stream = cases.map((text) => head + text).join('---\n');
  const { objects, error } = kubectlReads(stream);
  expect(error).toBe('');
  expect(weRead(stream)).toEqual(objects);
});

(hasKubectl ? test.each(refused) : test.skip.each(refused))('kubectl refuses %s', (_, text) => {
  expect(kubectlReads(head + text).error).not.toBe('');
});

function valueOf(text: string): unknown {
  const [document] = readStream(head + text);
  if (document.type !== 'object') throw new Error(JSON.stringify(document.type === 'error' ? document.finding : document.type));
  return document.value.d;
}
