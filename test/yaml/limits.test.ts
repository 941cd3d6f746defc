import { readStream } from '../../src/yaml/read';
import { StreamDocument } from '../../src/yaml/stream-document';

const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n';

test('bytes are read like the string', () => {
  const stream = `\ufeff${pod}---\n# größe\n${pod}`;
  const [ofBytes, ofString] = [Buffer.from(stream), stream].map((text) => [...readStream(text)]);
  const withoutStart = ({ source, ...document }: StreamDocument) => JSON.stringify({ ...document, root: 'root' in document && document.root, source: { text: source.text, line: source.line, column: source.column } });
  expect(ofBytes.map(withoutStart)).toEqual(ofString.map(withoutStart));
  expect(ofBytes[1].source.start).toBe(Buffer.byteLength(stream.slice(0, ofString[1].source.start)));
});

test('bytes that are not UTF-8 are refused', () => {
  expect([...readStream(Buffer.from([0x61, 0xff]), { file: 'x.yaml' })]).toMatchObject([{ type: 'error', finding: { id: 'file-not-utf-8', place: { file: 'x.yaml' } } }]);
});

test.each(['utf16le', 'utf16be'])('UTF-16 with a byte order mark is read, as %s, with all its documents', (encoding) => {
  const little = Buffer.from(`\ufeff${pod}---\n${pod}`, 'utf16le');
  const documents = [...readStream(encoding === 'utf16le' ? little : little.swap16())];
  expect(documents).toMatchObject([{ type: 'object', value: { kind: 'Pod' } }, { type: 'object', value: { kind: 'Pod' }, source: { line: 4 } }]);
  expect(documents.map(({ source }) => source.isUtf16)).toEqual([true, true]);
});

test('UTF-16 without a byte order mark is refused, and half a character becomes another one, as for kubectl', () => {
  const id = (bytes: Buffer) => [...readStream(bytes)].map((document) => 'finding' in document ? document.finding.id : document.type);
  expect(id(Buffer.from('ü: b', 'utf16le'))).toEqual(['file-not-utf-8']);
  const [half, lone] = [Buffer.from('\ufeffa: bc', 'utf16le').subarray(0, 11), Buffer.from('\ufeffa: \ud800', 'utf16le')];
  expect([half, lone].flatMap((bytes) => [...readStream(bytes)])).toMatchObject([{ value: { a: 'b\ufffd' } }, { value: { a: '\ufffd' } }]);
});

test('half of an emoji in JSON is refused, and a whole one is read', () => {
  const read = (text: string) => [...readStream(`{"a":"${text}"}`)].map(({ type }) => type);
  expect([read('\\ud83d\\ude00'), read('\\ud83d'), read('\\ude00'), read('\\ud83dx')]).toEqual([['not-a-manifest'], ['error'], ['error'], ['error']]);
});

test('what git-crypt has encrypted is known by its head', () => {
  expect([...readStream(Buffer.from('\0GITCRYPT\0\xff\xfe', 'latin1'))]).toMatchObject([{ type: 'git-crypt' }]);
  expect([...readStream(Buffer.from('\0GITCRYPT\0abc', 'latin1'))]).toMatchObject([{ type: 'git-crypt' }]);
});

test('one document over 50 MB is refused with its size, and the others are read', () => {
  const large = `---\ndata: ${'x'.repeat(51 * 2 ** 20)}\n`;
  const documents = [...readStream(Buffer.from(`${pod}${large}---\n${pod}`))];
  expect(documents.map(({ type }) => type)).toEqual(['object', 'error', 'object']);
  expect(documents[1]).toMatchObject({ finding: { id: 'document-too-large', place: { line: 4 } } });
  expect(documents[2].source.line).toBe(6);
});

test('nesting beyond the limit is refused, and does not end in a stack overflow', () => {
  const deep = (depth: number) => `a: ${'['.repeat(depth)}${']'.repeat(depth)}\n`;
  expect([...readStream(deep(100_000))]).toMatchObject([{ type: 'error', finding: { id: 'document-too-deep' } }]);
  expect([...readStream(deep(300))]).toMatchObject([{ type: 'not-a-manifest' }]);
  const block = Array.from({ length: 390 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('');
  expect([...readStream(block)]).toMatchObject([{ type: 'not-a-manifest' }]);
});

test.each([
  ['empty lines', `${'\n'.repeat(8e6)}${pod}`], ['comments above the separator', `${'#\n'.repeat(8e6)}---\n${pod}`], ['comments above a document that is not simple', `${'#\n'.repeat(8e6)}---\n${pod}a: &a b\n`],
  ['bytes in base 64', `${pod}a: !!binary ${'AAAA'.repeat(8e6)}\n`], ['digits behind a point', `${pod}a: .${'0'.repeat(2e7)}\n`],
])('many %s do not end in a stack overflow', (_, text) => {
  expect([...readStream(Buffer.from(text))].at(-1)?.type).toBe('object');
});

test.each<[string, string, string]>([
  ['carriage returns', '\r'.repeat(2 ** 20), 'error'], ['line separators', '\u2028'.repeat(2 ** 20), 'error'],
  ['comments with actions', '# {{ x }}\r'.repeat(2 ** 17), 'error'],
  ['carriage returns, and an action', `${'\r'.repeat(2 ** 20)}{{ x }}`, 'error'],
])('whether what cannot be read is a template is seen in one go: many %s', (_, text, type) => {
  expect([...readStream(`kind: Pod\na: "${text.includes('"') ? '' : 'x'}"\n: [\n${text}\n`)].map((document) => document.type)).toEqual([type]);
});

test.each([
  ['{% if x %}\na: b\n{% endif %}\n', 'jinja-template'], ['a: {{ x }}\nb: {% y %}\n', 'jinja-template'], ['{{- if x }}\na: b\n{{- end }}\n', 'helm-template'], ['a: {{ x | indent 2 }}\n  b: c\n', 'helm-template'],
  ['a: {b\nc: {{ x }}\n', 'error'], ['a: {{ x }}\nb: c\nd: [\n', 'error'], [`a: {{ x }}\nb: ${'['.repeat(500)}`, 'error'], ['apiVersion: v1\nkind: Pod\nmetadata: {labels: [{{ x }}]}\n', 'helm-template'],
  ['apiVersion: v1\nkind: Pod\nmetadata: {labels: [a]} # {{ x }}\n', 'error'], ['a: *b # {{ x }}\n', 'error'], ['a: "one\n{{ x }}"\n', 'not-a-manifest'], ['a: |\n  {{ x }}\n', 'not-a-manifest'],
])('%j is taken for what it is: %s', (text, type) => {
  expect([...readStream(text)].map((document) => document.type)).toEqual([type]);
});

test.each([
  ['a: {{ x }', true], ['a: [\n{{ x }', true], ['# {{ x }\na: [', false], ['a: "{{ x }\nb: [', false], ["a: '{{ x }\nb: [", false], ['a: [ # {{ x }', false],
  ['a: [\n# x\r{{ y }', true], ['a: [\n# x\r# {{ y }', false], ['a: "b" {{ x }', false], ['a: [{ { x }', false], ['a: {{{ x', true],
])('%j is a template of Helm: %p', (text, expected) => {
  expect([...readStream(text)].some(({ type }) => type === 'helm-template')).toBe(expected);
});

test('documents are read as they are asked for', () => {
  const [first] = readStream(`${pod}---\n${pod}`);
  expect(first.type).toBe('object');
});

test('a document without a kind of interest is not parsed', () => {
  expect([...readStream(`${pod}---\nkind: [\n`, { kinds: new Set(['Deployment']) })].map(({ type }) => type)).toEqual(['not-of-interest', 'error']);
  expect([...readStream(`kind: Service\na: [\n---\n${pod}`, { kinds: new Set(['Pod']) })].map(({ type }) => type)).toEqual(['not-of-interest', 'object']);
});
