import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { hasKubectl, kubectlReads, weRead } from './kubectl';
import { secondOpinion } from './second-opinion';
import { writtenManifest } from './written';
import { Node } from '../../src/yaml/node';
import { parse } from '../../src/yaml/parse';
import { headOf } from '../../src/yaml/parse-document';
import { readStream } from '../../src/yaml/read';
import { StreamDocument } from '../../src/yaml/stream-document';

const corpus = resolve('..', 'shared', 'corpus');
const corpusTest = existsSync(corpus) ? test : test.skip;

test('a manifest is read as what it was written from, in whatever style', () => {
  fc.assert(fc.property(fc.integer(), (seed) => {
    const { text, value } = writtenManifest(seed);
    const documents = [...readStream(text)].filter(({ type }) => type !== 'empty');
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({ type: 'object' });
    expect(JSON.stringify(withoutNullMaps((documents[0] as { value: unknown }).value))).toBe(JSON.stringify(withoutNullMaps(value)));
  }), { numRuns: 400, seed: 1 });
});

test('another parser sees the same values at the same places', () => {
  fc.assert(fc.property(fc.integer(), (seed) => {
    const [{ source: { text } }] = [...readStream(writtenManifest(seed).text)].filter(({ type }) => type !== 'empty');
    expect(secondOpinion(text)).toEqual(nodesOf(text));
  }), { numRuns: 400, seed: 2 });
});

corpusTest('another parser sees the same in real manifests', () => {
  const sources = new Set(documentsOfCorpus().map(({ source }) => source));
  const differing = [...sources].filter(({ text }) => nodesOf(text) !== undefined)
    .filter(({ text }) => !isDeepStrictEqual(plain(nodesOf(text)), plain(secondOpinion(text))));
  expect(sources.size).toBeGreaterThan(1000);
  expect(differing.map(({ file, line }) => `${file}:${line}`)).toEqual([]);
});

corpusTest('every real file is read, or named as no manifest, and its text is put together again from its documents', () => {
  const counts: Record<string, number> = {};
  for (const { type } of documentsOfCorpus()) counts[type] = (counts[type] ?? 0) + 1;
  expect(counts).toEqual({ 'object': 1664, 'empty': 40, 'not-a-manifest': 91, 'sequence': 19 });
  for (const file of filesOfCorpus()) {
    const text = readFileSync(file);
    const sources = new Set([...readStream(text)].map(({ source }) => source));
    expect([...sources].map((source) => source.text).join('')).toBe(text.toString('utf8'));
  }
});

(existsSync(corpus) && hasKubectl ? test : test.skip)('kubectl reads the same in real manifests', () => {
  const texts = new Set(documentsOfCorpus().flatMap((document) => document.type === 'object' ? [document.source.text] : []));
  const stream = [...texts].map((text) => `${text.startsWith('---') ? '' : '---\n'}${text}\n`).join('');
  const { objects, error } = kubectlReads(stream);
  expect(error).toBe('');
  expect(weRead(stream)).toEqual(objects.map(withoutNullTimestamp));
}, 60_000);

/** The nodes of a text by the parser for every form, whatever its form. */
function nodesOf(text: string): Node | undefined {
  return parse(text, headOf(text).start)?.root;
}

/** Without the fields that are undefined. */
function plain(node: Node | undefined): unknown {
  return node === undefined ? undefined : JSON.parse(JSON.stringify(node));
}

function filesOfCorpus(): readonly string[] {
  return (readdirSync(corpus, { recursive: true }) as string[]).filter((name) => name.endsWith('.yaml')).sort().map((name) => join(corpus, name));
}

function documentsOfCorpus(): readonly StreamDocument[] {
  return filesOfCorpus().flatMap((file) => [...readStream(readFileSync(file), { file })]);
}

/** The reader leaves null labels and annotations out, which the API server takes for absent. */
function withoutNullMaps(value: unknown): unknown {
  const { metadata, ...rest } = value as { metadata: Record<string, unknown> };
  return { ...rest, metadata: Object.fromEntries(Object.entries(metadata).filter(([, field]) => field !== null)) };
}

function withoutNullTimestamp(object: unknown): unknown {
  const { metadata, ...rest } = object as { metadata: Record<string, unknown> };
  const { creationTimestamp, ...meta } = metadata;
  return { ...rest, metadata: creationTimestamp === null ? meta : metadata };
}
