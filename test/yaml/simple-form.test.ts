import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { Content } from '../../src/yaml/content';
import { Node } from '../../src/yaml/node';
import { parse } from '../../src/yaml/parse';
import { headOf } from '../../src/yaml/parse-document';
import { parseSimple } from '../../src/yaml/parse-simple';
import { readStream } from '../../src/yaml/read';
import { ReadingProblem } from '../../src/yaml/reading-problem';
import { valueOf } from '../../src/yaml/value';

const corpus = resolve('..', 'shared', 'corpus');

/** Everything that is said of a node and of those in it, whatever it is made of. */
function plain(node: Node): unknown {
  const { type, outer, start, end, anchor, tag } = node;
  const common = { type, outer, start, end, anchor, tag };
  switch (node.type) {
    case 'scalar': return { ...common, style: node.style, text: node.text };
    case 'alias': return { ...common, name: node.name };
    case 'map': return { ...common, flow: node.flow, entries: node.entries.map((entry) => ({ start: entry.start, key: plain(entry.key), value: plain(entry.value) })) };
    case 'sequence': return { ...common, flow: node.flow, items: node.items.map((item) => ({ start: item.start, value: plain(item.value) })) };
  }
}

/** A text's nodes and value. */
function contents(content: Content | undefined): unknown {
  return content && { value: content.value, nodes: plain(content.root) };
}

/** What the parser for every form makes of the text; `undefined` where it refuses it. */
function inFull(text: string): unknown {
  try {
    const parsed = parse(text, headOf(text).start);
    return parsed && contents({ ...parsed, value: valueOf(parsed.root) });
  } catch (error) {
    if (error instanceof ReadingProblem) return undefined;
    throw error;
  }
}

/** Characters that mean something to YAML, and a few that do not. */
const telling = [...' \n:-#"\'[]{},&*!|>%@`?~.=<\\/aé0\t\r\u00a0\u2028\u0085', ': ', '\n  ', '\n- ', ' #', '---\n', '...\n', '? ', '<<', '""', '[]', '{}', 'x: 1\n'];

const manifests = [
  `# The shop
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart # the team's
  labels: { app: cart, "app.kubernetes.io/part-of": 'shop' }
  annotations: {}
spec:
  replicas: 2
  template:
    spec:
      containers:
      - name: app
        image: "registry.example.com/shop/cart:1.2.3"
        args: ["--port", '8080', [a, b], { c: -1 }]
        ports:
          - containerPort: 8080

          -
            name: http
`,
  `kind: Sidecar
spec:
  egress:
  - hosts: [ ./*, "*/*" ]
    port:
  -   hosts:
      - istio-system/*
      - - ~/*
        -
        - a: b
          "c d": 'e'
  - # nothing
  outboundTrafficPolicy: {mode: REGISTRY_ONLY}`,
];

/** A manifest in which a few places were overwritten, cut or doubled: mostly wrong YAML, and near to right. */
const mutated = fc.tuple(fc.constantFrom(...manifests), fc.array(fc.tuple(fc.nat(10_000), fc.nat(3), fc.constantFrom(...telling)), { maxLength: 3 }))
  .map(([manifest, changes]) => changes.reduce((text, [place, cut, insert]) => {
    const at = place % (text.length + 1);
    return text.slice(0, at) + insert + text.slice(at + cut);
  }, manifest));

/** Short texts of such characters alone. */
const dense = fc.array(fc.constantFrom(...telling, 'a: b', 'key:', '- item'), { maxLength: 14 }).map((parts) => parts.join(''));

test.each([
  ['of a manifest with mistakes', mutated, 4000],
  ['of short texts', dense, 6000],
] as const)('the simple form %s is what the full parser says, place by place, or it is no simple form', (_, texts, numRuns) => {
  let simple = 0;
  fc.assert(fc.property(texts, (text) => {
    const content = parseSimple(text);
    if (content === undefined) return;
    simple++;
    expect(contents(content)).toStrictEqual(inFull(text));
    expect(content.lines).toBe(text.split('\n').length - 1);
  }), { numRuns, seed: 3 });
  expect(simple).toBeGreaterThan(numRuns / 50);
});

(existsSync(corpus) ? test : test.skip)('nine in ten real documents have the simple form, and the full parser says the same of them', () => {
  const files = (readdirSync(corpus, { recursive: true }) as string[]).filter((name) => name.endsWith('.yaml')).map((name) => join(corpus, name));
  const texts = files.flatMap((file) => [...new Set([...readStream(readFileSync(file))].map(({ source }) => source.text))]);
  const parsed = texts.map((text) => ({ text, content: parseSimple(text) })).filter(({ content }) => content !== undefined);
  expect(parsed.filter(({ text, content }) => !isDeepStrictEqual(contents(content), inFull(text))).map(({ text }) => text)).toEqual([]);
  expect(parsed.length / texts.length).toBeGreaterThan(0.9);
});

test('documents of any length can follow each other, those among them that leave the simple form late', () => {
  const long = (entries: number) => `list:\n${Array.from({ length: entries }, (_, index) => `- name: n${index}\n  ports: [${index}, "b"]\n`).join('')}`;
  const texts = [manifests[0], long(900), long(9000), manifests[1], `${long(9000)}end: &x 1\n`, long(900), manifests[0]];
  const parsed = texts.map((text) => parseSimple(text));
  expect(parsed.map((content) => content !== undefined)).toEqual([true, true, true, true, false, true, true]);
  for (const [index, content] of parsed.entries()) {
    if (content !== undefined) expect(isDeepStrictEqual(contents(content), inFull(texts[index]))).toBe(true);
  }
});

test('what documents can share cannot be changed in one of them', () => {
  const { list, map } = parseSimple('list: [a]\nmap: { b: [c] }')!.value as { list: string[]; map: { b: string[] } };
  expect(() => list.push('d')).toThrow(TypeError);
  expect(() => map.b.push('d')).toThrow(TypeError);
  expect(() => { map.b = []; }).toThrow(TypeError);
});

test.each([
  ['an anchor', 'a: &x 1'], ['an alias', 'a: *x'], ['a tag', 'a: !!str 1'], ['a block scalar', 'a: |\n  b'], ['a folded scalar', 'a: >\n  b'],
  ['a scalar over two lines', 'a: b\n  c'], ['a quoted scalar over two lines', 'a: "b\n  c"'], ['an escape', 'a: "\\n"'], ['a doubled quote', 'a: \'\'\'\''],
  ['brackets over two lines', 'a: [b,\n  c]'], ['an explicit key', '? a\n: b'], ['a scalar', 'a'], ['a tab', 'a:\tb'], ['a carriage return', 'a: b\r\n'],
  ['a byte order mark', '\ufeffa: b'], ['an emoji', 'a: \u{1f600}'], ['a directive', '%YAML 1.1\n---\na: b'], ['nothing', ''], ['a second document', 'a: b\n---\nc: d'],
  ['a separator behind spaces', '  --- a: b'], ['a pair in a list', 'a: [b: c]'], ['a dash by itself in brackets', 'a: [-]'], ['a flow key without a value', 'a: {b}'], ['a space before the colon', 'a : b'], ['two values on a line', 'a: b: c'],
  ['a line that is deeper than what it belongs to', 'a: 1\n  b: 2'], ['a line that is less deep', 'a:\n    b: 1\n  c: 2'], ['a list beside a map', 'a: 1\n- b'],
  ['depth beyond measure', `a: ${'['.repeat(61)}${']'.repeat(61)}`], ['a key of a thousand letters', `${'k'.repeat(1001)}: 1`], ['a line of ten thousand letters', `a: ${'b'.repeat(10_000)}`],
])('%s is left to the parsers behind', (_, text) => {
  expect(parseSimple(text)).toBeUndefined();
});

test.each([
  ['before it', ' '.repeat(9900)], ['behind a dash', `-${' '.repeat(9900)}`], ['behind a colon', `a:${' '.repeat(9900)}`], ['behind a scalar', `a: b${' '.repeat(9900)}`], ['between words', 'a '.repeat(4950)],
])('what is not in the simple form is left as soon with many spaces %s', (_, line) => {
  const took = (read: (text: string) => unknown) => {
    const start = performance.now();
    for (let time = 0; time < 20; time++) read(`${line}"${time}`);
    return performance.now() - start;
  };
  // Each number of spaces tried would be several hundred times what the full parser takes.
  expect(took(parseSimple)).toBeLessThan(30 * took(inFull));
});
