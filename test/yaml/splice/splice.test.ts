import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { violation } from './property';
import { spliceStream } from './splice-stream';
import { Edit } from '../../../src/kubernetes/edit';

const corpus = resolve('..', 'shared', 'corpus');
const set = (value: string, ...path: readonly (string | number)[]): Edit => ({ type: 'set', path, value });
const inject = set('true', 'metadata', 'annotations', 'x/inject');
const hosts: Edit = { type: 'append', path: ['spec', 'hosts'], items: ['a/*', '*/b'] };
const head = 'apiVersion: v1\nkind: Pod\n';

function edited(text: string, ...edits: readonly Edit[]): string {
  return [...spliceStream(text, {}, () => edits)].map((document) => {
    expect(document.refused).toEqual([]);
    return document.text;
  }).join('');
}

/** The ids of the findings with which an edit is refused. */
function refused(text: string, edit: Edit): readonly string[] {
  return [...spliceStream(head + text, {}, () => [edit])].flatMap((document) => document.refused.map(({ id }) => id));
}

test.each<[string, string, string, Edit]>([
  ['no annotations', `${head}metadata:\n  name: x\nspec: {}\n`, `${head}metadata:\n  name: x\n  annotations:\n    x/inject: "true"\nspec: {}\n`, inject],
  ['annotations', `${head}metadata:\n  annotations:\n    a: b # c\n  name: x\n`, `${head}metadata:\n  annotations:\n    a: b # c\n    x/inject: "true"\n  name: x\n`, inject],
  ['neighbours in single quotes', `${head}metadata:\n  annotations:\n    'a': 'b'\n`, `${head}metadata:\n  annotations:\n    'a': 'b'\n    'x/inject': 'true'\n`, inject],
  ['wide indents', `${head}metadata:\n    name: x\nspec:\n    a:\n        b: c\n`, `${head}metadata:\n    name: x\n    annotations:\n        x/inject: "true"\nspec:\n    a:\n        b: c\n`,
    inject],
  ['empty annotations in brackets', `${head}metadata:\n  annotations: {} # none\n`, `${head}metadata:\n  annotations: {x/inject: "true"} # none\n`, inject],
  ['nothing behind annotations', `${head}metadata:\n  annotations: # none\n  name: x\n`, `${head}metadata:\n  annotations: # none\n    x/inject: "true"\n  name: x\n`, inject],
  ['null annotations', `${head}metadata:\n  annotations: null\n  name: x\n`, `${head}metadata:\n  annotations: # null\n    x/inject: "true"\n  name: x\n`, inject],
  ['null annotations with a comment', `${head}metadata:\n  annotations: ~ # none\n  name: x\n`, `${head}metadata:\n  annotations: # ~ # none\n    x/inject: "true"\n  name: x\n`, inject],
  ['characters of several bytes before it', `${head}# \u{1f680} \u4e16\u754c \u00e9\nmetadata:\n  name: "\u{1f680}" # \u4e16\n`,
    `${head}# \u{1f680} \u4e16\u754c \u00e9\nmetadata:\n  name: "\u{1f680}" # \u4e16\n  annotations:\n    x/inject: "true"\n`, inject],
  ['one key of a map in brackets that has several', `${head}metadata: {name: x, annotations: {a: b, x/inject: 'false', c: d}, labels: {}}\n`,
    `${head}metadata: {name: x, annotations: {a: b, x/inject: 'true', c: d}, labels: {}}\n`, inject],
  ['a map in brackets beside a block', `${head}metadata: {name: x}\nspec:\n  a:\n    b: c\n`, `${head}metadata: {name: x, annotations: {x/inject: "true"}}\nspec:\n  a:\n    b: c\n`, inject],
  ['a comment between a dash and its map', `${head}spec:\n  egress:\n  - # first\n    port: 1\n    hosts:\n    - # own\n      ./*\n`,
    `${head}spec:\n  egress:\n  - # first\n    port: 1\n    hosts:\n    - # own\n      ./*\n    - a/*\n    - "*/b"\n`, { ...hosts, path: ['spec', 'egress', 0, 'hosts'] }],
  ['a flow map', `${head}metadata: {name: x}\n`, `${head}metadata: {name: x, annotations: {x/inject: "true"}}\n`, inject],
  ['a flow map over lines', `${head}metadata: {\n  name: x, # n\n  annotations: {a: b} # c\n}\n`, `${head}metadata: {\n  name: x, # n\n  annotations: {a: b, x/inject: "true"} # c\n}\n`, inject],
  ['a flow map over lines, with a comment at its end', `${head}metadata: {\n  name: x # n\n}\n`, `${head}metadata: {\n  name: x, # n\n  annotations: {x/inject: "true"}\n}\n`, inject],
  ['a trailing comma', `${head}metadata: {\n  name: x, # n\n}\n`, `${head}metadata: {\n  name: x, # n\n  annotations: {x/inject: "true"},\n}\n`, inject],
  ['no metadata', `${head}spec: {}\n`, `${head}spec: {}\nmetadata:\n  annotations:\n    x/inject: "true"\n`, inject],
  ['no line break at the end', `${head}metadata:\n  name: x`, `${head}metadata:\n  name: x\n  annotations:\n    x/inject: "true"`, inject],
  ['blank lines and comments behind', `${head}metadata:\n  name: x # n\n\n# about the spec\nspec: {}\n`,
    `${head}metadata:\n  name: x # n\n  annotations:\n    x/inject: "true"\n\n# about the spec\nspec: {}\n`, inject],
  ['CRLF', `${head}metadata:\n  name: x\n`.replaceAll('\n', '\r\n'), `${head}metadata:\n  name: x\n  annotations:\n    x/inject: "true"\n`.replaceAll('\n', '\r\n'), inject],
  ['a byte order mark', `\ufeff${head}metadata: {}\n`, `\ufeff${head}metadata: {annotations: {x/inject: "true"}}\n`, inject],
  ['quoted keys', `${head}"metadata":\n  "name": "x"\n`, `${head}"metadata":\n  "name": "x"\n  "annotations":\n    "x/inject": "true"\n`, inject],
  ['a literal that keeps its blank lines', `${head}metadata:\n  annotations:\n    a: |+\n      b\n\nspec: {}\n`,
    `${head}metadata:\n  annotations:\n    a: |+\n      b\n\n    x/inject: "true"\nspec: {}\n`, inject],
  ['a tab behind a key', `${head}metadata:\t\n  name:\tx\n`, `${head}metadata:\t\n  name:\tx\n  annotations:\n    x/inject: "true"\n`, inject],
  ['a list of objects', 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: x\n',
    'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: x\n    annotations:\n      x/inject: "true"\n', inject],
  ['an end marker, and what follows', `${head}metadata:\n  name: x\n... # end\nrest\n`, `${head}metadata:\n  name: x\n  annotations:\n    x/inject: "true"\n... # end\nrest\n`, inject],
  ['directives', `%YAML 1.1\n--- # d\n${head}metadata:\n  name: x\n`, `%YAML 1.1\n--- # d\n${head}metadata:\n  name: x\n  annotations:\n    x/inject: "true"\n`, inject],
  ['a __proto__ key', `${head}metadata:\n  annotations:\n    __proto__: a\n`, `${head}metadata:\n  annotations:\n    __proto__: a\n    x/inject: "true"\n`, inject],
  ['JSON on one line', '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x"}}', '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x","annotations":{"x/inject":"true"}}}', inject],
  ['JSON on lines', '{\n\t"apiVersion": "v1",\n\t"kind": "Pod",\n\t"metadata": {\n\t\t"name": "x"\n\t}\n}\n',
    '{\n\t"apiVersion": "v1",\n\t"kind": "Pod",\n\t"metadata": {\n\t\t"name": "x",\n\t\t"annotations": {\n\t\t\t"x/inject": "true"\n\t\t}\n\t}\n}\n', inject],
  ['an anchor that nothing uses', `${head}metadata: &m\n  name: x\n`, `${head}metadata: &m\n  name: x\n  annotations:\n    x/inject: "true"\n`, inject],
  ['another value', `${head}metadata:\n  annotations:\n    x/inject: 'false' # c\n`, `${head}metadata:\n  annotations:\n    x/inject: 'true' # c\n`, inject],
  ['a value that is no string', `${head}spec:\n  a: true\n`, `${head}spec:\n  a: "true"\n`, set('true', 'spec', 'a')],
  ['a list at its key\'s indent', `${head}spec:\n  hosts:\n  - ./*\n`, `${head}spec:\n  hosts:\n  - ./*\n  - a/*\n  - "*/b"\n`, hosts],
  ['a further item of a list of maps', `${head}spec:\n  egress:\n  - port: { number: 443 }\n    hosts: ["./*"] # own\n  # the end\n`,
    `${head}spec:\n  egress:\n  - port: { number: 443 }\n    hosts: ["./*"] # own\n  - hosts:\n    - a/*\n    - "*/b"\n  # the end\n`, { ...hosts, path: ['spec', 'egress', 1, 'hosts'] }],
  ['a further item in brackets', `${head}spec: { egress: [{ hosts: [./*] }] }\n`, `${head}spec: { egress: [{ hosts: [./*] }, {hosts: [a/*, "*/b"]}] }\n`, { ...hosts, path: ['spec', 'egress', 1, 'hosts'] }],
  ['a list of quoted items, deeper', `${head}spec:\n  hosts:\n    -   './*' # own\n`, `${head}spec:\n  hosts:\n    -   './*' # own\n    -   'a/*'\n    -   '*/b'\n`, hosts],
  ['a list in brackets', `${head}spec: {hosts: ["./*"]}\n`, `${head}spec: {hosts: ["./*", "a/*", "*/b"]}\n`, hosts],
  ['a list in brackets over lines', `${head}spec:\n  hosts: [\n    ./*, # own\n    c/*\n  ]\n`, `${head}spec:\n  hosts: [\n    ./*, # own\n    c/*,\n    a/*,\n    "*/b"\n  ]\n`, hosts],
  ['no list', `${head}spec:\n  a:\n  - b\n`, `${head}spec:\n  a:\n  - b\n  hosts:\n  - a/*\n  - "*/b"\n`, hosts],
  ['a list that has some', `${head}spec:\n  hosts: [a/*]\n`, `${head}spec:\n  hosts: [a/*, "*/b"]\n`, hosts],
])('%s: the edit is inserted in the file\'s own style, and twice is as once', (_, before, after, edit) => {
  expect(edited(before, edit)).toBe(after);
  expect(edited(after, edit)).toBe(after);
});

test.each<[string, string, string, Edit]>([
  ['an entry', 'a:\n  b: c\n  d: e # f\n', 'a:\n  b: c\n', { type: 'remove', path: ['a', 'd'] }],
  ['a first entry behind a dash', 'a:\n- b: c\n  d: e\n', 'a:\n- d: e\n', { type: 'remove', path: ['a', 0, 'b'] }],
  ['the first line', 'a: b\nc: d\n', 'c: d\n', { type: 'remove', path: ['a'] }],
  ['the last entry, with its map', 'a:\n  b:\n    c: d\n  e: f\n', 'a:\n  e: f\n', { type: 'remove', path: ['a', 'b', 'c'] }],
  ['the last entry, where a comment stays', 'a:\n  b: # why\n    c: d\n  e: f\n', 'a:\n  b: {} # why\n  e: f\n', { type: 'remove', path: ['a', 'b', 'c'] }],
  ['a first entry in brackets', 'a: {b: c, d: e}\n', 'a: {d: e}\n', { type: 'remove', path: ['a', 'b'] }],
  ['a last entry in brackets', 'a: {b: c, d: e,}\n', 'a: {b: c,}\n', { type: 'remove', path: ['a', 'd'] }],
  ['items', 'a:\n- b\n- c # d\n- e\n', 'a:\n- b\n', { type: 'take', path: ['a'], items: ['c', 'e'] }],
  ['items in brackets', 'a: [b, c, e]\n', 'a: [c]\n', { type: 'take', path: ['a'], items: ['b', 'e'] }],
  ['what is not there', 'a: [b]\n', 'a: [b]\n', { type: 'take', path: ['c', 'd'], items: ['e'] }],
])('%s is taken out', (_, before, after, edit) => {
  const rest = 'apiVersion: v1\nkind: Pod\n';
  expect(edited(before + rest, edit)).toBe(after + rest);
});

test.each([
  ['annotations: {}'], ['annotations: {} # none'], ['annotations: null'], ['annotations: null # none'], ['annotations: ~'], ['annotations:   Null'],
])('%s is put back once what was put in is taken out', (written) => {
  for (const lineBreak of ['\n', '\r\n']) {
    const before = `${head}metadata:\n  ${written}\n  name: x\n`.replaceAll('\n', lineBreak);
    const after = edited(before, inject, set('1', 'metadata', 'annotations', 'x/other'));
    expect(after).not.toBe(before);
    expect(edited(after, { type: 'remove', path: inject.path }, { type: 'remove', path: ['metadata', 'annotations', 'x/other'] })).toBe(before);
  }
});

test('a comment beside what was put in stays, and so does the map', () => {
  const before = `${head}metadata:\n  annotations: # null\n    # why\n    x/inject: "true"\n`;
  expect(edited(before, { type: 'remove', path: inject.path })).toBe(`${head}metadata:\n  annotations: {} # null\n    # why\n`);
});

test('edits are made in the order of the document, whatever theirs is', () => {
  const before = `${head}metadata:\n  name: x\nspec:\n  a: b\n  hosts: [c]\n`;
  const after = `${head}metadata:\n  name: x\n  annotations:\n    x/inject: "true"\nspec:\n  a: "1"\n  hosts: [c, a/*, "*/b"]\n`;
  const edits: readonly Edit[] = [hosts, set('1', 'spec', 'a'), inject];
  expect([edited(before, ...edits), edited(before, ...[...edits].reverse())]).toEqual([after, after]);
});

test('documents that get the very same edits follow each their own style', () => {
  const plain = '---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n';
  const others = [
    plain.replace('  name', '    name'), plain.replace('metadata', 'spec:\n    a: b\nmetadata'), plain.replace('metadata', 'spec:\n  a: b\nmetadata').replace('  name', '    name'),
    plain.replace('name', '"name"'), plain.replaceAll('\n', '\r\n'),
  ];
  const documents = [plain, ...others.flatMap((other) => [other, plain])];
  const edits = [inject];
  const together = [...spliceStream(documents.join(''), {}, () => edits)].map(({ text }) => text);
  expect(together).toEqual(documents.map((document) => edited(document, { ...inject })));
  expect(new Set(together).size).toBe(1 + others.length);
});

test('what goes makes place for what comes', () => {
  const both: readonly Edit[] = [{ type: 'remove', path: ['metadata', 'annotations', 'a'] }, inject];
  expect(edited(`${head}metadata:\n  annotations:\n    a: b # c\n`, ...both)).toBe(`${head}metadata:\n  annotations:\n    x/inject: "true" # c\n`);
  expect(edited(`${head}metadata: {annotations: {a: b, c: d}}\n`, ...both)).toBe(`${head}metadata: {annotations: {x/inject: "true", c: d}}\n`);
});

test.each<[string, string, string, string]>([
  ['metadata is an alias', 'x: &m {name: x}\nmetadata: *m\n', 'edit-through-alias', '4:11'],
  ['metadata is used elsewhere', 'metadata: &m {name: x}\nx: *m\n', 'edit-of-shared-value', '3:11'],
  ['metadata merges a map', 'x: &m {a: b}\nmetadata:\n  <<: *m\n  name: x\n', 'edit-beside-merge', '5:3'],
  ['annotations are there twice', 'metadata:\n  annotations: {}\n  annotations: {}\n', 'edit-of-duplicate-key', '5:3'],
  ['annotations are null with an anchor', 'metadata:\n  annotations: &a\n', 'edit-not-of-its-kind', '4:16'],
  ['the lines end in CR alone', 'metadata:\r  name: x\r', 'edit-of-other-line-breaks', '3:10'],
  ['a line ends in a break of Unicode', 'metadata:\n  name: x # c\u2028  labels: {}\n', 'edit-of-other-line-breaks', '4:14'],
])('an edit is refused with its place where %s', (_, rest, id, place) => {
  const [document] = [...spliceStream(head + rest, {}, () => [inject])];
  expect(document.text).toBe(head + rest);
  expect(document.refused.map(({ id: found, place: { line, column } }) => [found, `${line}:${column}`])).toEqual([[id, place]]);
});

test('an edit is refused where a list stands in the place of a map, and no item is made behind one that is not there', () => {
  expect(refused('spec: []\n', hosts)).toEqual(['edit-not-of-its-kind']);
  expect(refused('spec: {hosts: {}}\n', hosts)).toEqual(['edit-not-of-its-kind']);
  expect(refused('spec: {hosts: []}\n', set('x', 'spec', 'hosts'))).toEqual(['edit-not-of-its-kind']);
  expect(refused('spec:\n', { ...hosts, path: ['spec', 'egress', 0, 'hosts'] })).toEqual(['edit-not-of-its-kind']);
  expect(refused('spec: {egress: []}\n', { ...hosts, path: ['spec', 'egress', 1, 'hosts'] })).toEqual(['edit-not-of-its-kind']);
});

test('a value that an alias stands for is not taken away, and a pair in a list is not taken for a map in brackets', () => {
  expect(refused('a: {b: &x c}\nd: *x\n', { type: 'remove', path: ['a', 'b'] })).toEqual(['edit-of-shared-value']);
  expect(refused('a: {b: {e: &x c}}\nd: *x\n', { type: 'remove', path: ['a', 'b'] })).toEqual(['edit-of-shared-value']);
  expect(refused('a: &x b\nd: *x\n', set('c', 'a'))).toEqual(['edit-of-shared-value']);
  expect(refused('a: [b: c]\n', set('d', 'a', 0, 'e'))).toEqual(['edit-not-of-its-kind']);
});

test('of a stream only the documents change for which edits are wanted', () => {
  const stream = `# one\n${head}metadata: {name: a}\n---\nbad: [\n---\n${head}metadata: {name: b}\n`;
  const texts = [...spliceStream(stream, {}, ({ value }) => value.metadata.name === 'b' ? [inject] : [])].map(({ text }) => text);
  expect(texts.join('')).toBe(stream.replace('{name: b}', '{name: b, annotations: {x/inject: "true"}}'));
});

test('edits of generated documents do what they mean and nothing else, twice is as once, and they can be taken back', () => {
  for (let seed = 1; seed <= 1000; seed++) expect(violation(seed)).toBeUndefined();
});

(existsSync(corpus) ? test : test.skip)('no edit leaves real files as they are, and edits of real workloads can be taken back', () => {
  const files = (readdirSync(corpus, { recursive: true }) as string[]).filter((name) => name.endsWith('.yaml')).map((name) => join(corpus, name));
  const annotate = [inject, set('true', 'spec', 'template', 'metadata', 'annotations', 'x/inject')];
  const emptyAnnotations = /annotations:[ \t]*\r?\n(?= *[a-z])/;
  let workloads = 0;
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    expect(edited(text)).toBe(text);
    const editsOf = { Deployment: annotate, StatefulSet: annotate, DaemonSet: annotate };
    const documents = [...spliceStream(text, { file }, ({ value }) => Object.entries(editsOf).find(([kind]) => kind === value.kind)?.[1] ?? [])];
    expect(documents.flatMap((document) => document.refused)).toEqual([]);
    const after = documents.map((document) => document.text).join('');
    workloads += documents.filter((document) => document.text !== document.source.text).length;
    const removals = annotate.map(({ path }) => ({ type: 'remove' as const, path }));
    const back = [...spliceStream(after, { file }, ({ value }) => value.kind in editsOf ? removals : [])];
    // Annotations that were there and empty are the one thing that taking out does not restore.
    const differing = back.filter((document, index) => document.text !== documents[index].source.text);
    expect(differing.map(({ source }) => documents[back.findIndex((document) => document.source === source)].source.text)
      .filter((before) => !emptyAnnotations.test(before))).toEqual([]);
  }
  expect(workloads).toBeGreaterThan(150);
});
