import { isDeepStrictEqual } from 'node:util';
import { spliceStream } from './splice-stream';
import { Edit } from '../../../src/kubernetes/edit';
import { Path } from '../../../src/yaml/path';
import { readStream } from '../../../src/yaml/read';
import { ObjectDocument } from '../../../src/yaml/stream-document';
import { valueOf } from '../../../src/yaml/value';
import { Random } from '../random';
import { Value, writtenManifest } from '../written';

const annotations = ['sidecar.speedscale.com/inject', 'sidecar.speedscale.com/tls-out', 'ours/with space', 'ours'];
const values = ['true', '1', '*', '.*', 'speedscale', 'a: b', "it's", '', 'x #y', 'null', '0777'];
const hosts = ['speedscale/*', './*', '*/api.example.com', 'true'];

/** Which rule a generated document broke, with the texts; `undefined` where it broke none. */
export function violation(seed: number): string | undefined {
  const { text, value } = writtenManifest(seed);
  const edits = editsFor(new Random(seed * 31 + 7));
  const expected = edits.reduce<Value | undefined>((before, edit) => before === undefined ? undefined : applied(before, edit.path, edit), value);
  const first = spliced(text, edits);
  const broken = (rule: string, ...texts: readonly string[]) => [`seed ${seed}: ${rule}`, JSON.stringify(edits), ...texts].join('\n=====\n');
  if (first.refused.length > 0) {
    return expected === undefined && first.text === text ? undefined : broken(`refused: ${first.refused.join()}`, text);
  }
  if (expected === undefined) return broken('not refused', text, first.text);
  const result = rawValue(first.text);
  if (!isDeepStrictEqual(result, expected)) return broken('another value than intended', text, first.text, JSON.stringify(result));
  if (!edits.some((edit) => overwrites(value, edit)) && !isSubsequence(withoutNulls(text), first.text)) return broken('bytes are missing', text, first.text);
  if (spliced(first.text, edits).text !== first.text) return broken('a second run changes something', text, first.text, spliced(first.text, edits).text);
  const back = spliced(first.text, edits.filter((edit) => !overwrites(value, edit)).map((edit) => inverse(value, edit)));
  const isExact = !edits.some((edit) => isEmptyOnTheWay(value, edit) || overwrites(value, edit));
  if (isExact && back.refused.length > 0) return broken(`not taken out: ${back.refused.join()}`, text, first.text);
  if (isExact && back.text !== text) return broken('taking it out does not restore the bytes', text, first.text, back.text);
  return undefined;
}

function editsFor(random: Random): readonly Edit[] {
  const base: Path = random.pick([['metadata', 'annotations'], ['spec', 'template', 'metadata', 'annotations']]);
  const names = annotations.slice(0, 1 + random.below(annotations.length));
  const sets = names.map((name): Edit => ({ type: 'set', path: [...base, name], value: random.pick(values) }));
  const append: Edit = { type: 'append', path: ['spec', 'egress', random.pick([0, 0, 1, 1, 2]), 'hosts'], items: hosts.slice(0, 1 + random.below(hosts.length)) };
  return random.pick([sets, sets, [append], [...sets, append]]);
}

function spliced(text: string, edits: readonly Edit[]): { readonly text: string; readonly refused: readonly string[] } {
  const documents = [...spliceStream(text, {}, () => edits)];
  return { text: documents.map((document) => document.text).join(''), refused: documents.flatMap(({ refused }) => refused.map(({ id }) => id)) };
}

function rawValue(text: string): unknown {
  const document = [...readStream(text)].find(({ type }) => type === 'object') as ObjectDocument | undefined;
  return document === undefined ? undefined : valueOf(document.root);
}

type Fields = { readonly [key: string]: Value };

function isFields(value: Value | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the edit means, said once more without any text; `undefined` where it has no meaning. */
function applied(value: Value | undefined, path: Path, edit: Edit): Value | undefined {
  const [step, ...rest] = path;
  if (step === undefined) {
    if (edit.type === 'set') return value === undefined || value === null || typeof value !== 'object' ? edit.value : undefined;
    if (edit.type !== 'append' || (value !== undefined && value !== null && !Array.isArray(value))) return undefined;
    const list = (value ?? []) as readonly Value[];
    return [...list, ...edit.items.filter((item) => !list.includes(item))];
  }
  if (typeof step === 'number') {
    const list = value as readonly Value[] | null;
    if (!Array.isArray(list) || step > list.length) return undefined;
    const item = applied(list[step], rest, edit);
    return item === undefined ? undefined : [...list.slice(0, step), item, ...list.slice(step + 1)];
  }
  if (value !== undefined && value !== null && !isFields(value)) return undefined;
  const fields = value ?? {};
  const inner = applied(Object.hasOwn(fields, step) ? fields[step] : undefined, rest, edit);
  return inner === undefined ? undefined : Object.fromEntries([...Object.entries(fields).filter(([key]) => key !== step), [step, inner]]);
}

function at(value: Value, path: Path): Value | undefined {
  return path.reduce<Value | undefined>((inner, step) => inner !== undefined && inner !== null && typeof inner === 'object' && Object.hasOwn(inner, step)
    ? (inner as Fields)[step] : undefined, value);
}

/** Takes out what the edit put in. */
function inverse(value: Value, edit: Edit): Edit {
  if (edit.type !== 'append') return { type: 'remove', path: edit.path };
  const before = at(value, edit.path);
  return { type: 'take', path: edit.path, items: edit.items.filter((item) => !Array.isArray(before) || !before.includes(item)) };
}

/** Whether a map or list that the edit fills was there and empty: it goes when the edit is taken back. */
function isEmptyOnTheWay(value: Value, edit: Edit): boolean {
  return [...edit.path, 'itself'].some((_, length) => {
    const inner = at(value, edit.path.slice(0, length));
    return inner === null || (typeof inner === 'object' && Object.keys(inner).length === 0);
  });
}

function overwrites(value: Value, edit: Edit): boolean {
  return edit.type === 'set' && at(value, edit.path) !== undefined;
}

/** Null gives way to a map; whether it was written as `null`, `~` or not at all. */
function withoutNulls(text: string): string {
  return text.replace(/(?<=:[ \t]*)(?:null|Null|~)(?=[ \t]*(?:#|,|\}|\r?\n|$))/g, '').replace(/[ \t]/g, '');
}

function isSubsequence(short: string, long: string): boolean {
  let matched = 0;
  for (const character of long) if (short.startsWith(character, matched)) matched += character.length;
  return matched === short.length;
}
