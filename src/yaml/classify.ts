import { DocumentSource } from './document-source';
import { locate, Path } from './path';
import { ReadingProblem } from './reading-problem';
import { KubernetesObject, ObjectMeta } from '../kubernetes/object';
import { formatPath, isMap } from '../kubernetes/value';

type Fields = Readonly<Record<string, unknown>>;

/** Whether the map says which kind of object it is. */
export function isObject(value: Fields): boolean {
  return isName(value.apiVersion) && isName(value.kind);
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/**
 * Whether SOPS has encrypted what the map is: a Secret, all of an object with its kind, or what is no object. SOPS adds its own key beside. Any
 * other object says what it is, and is read: which of its values are encrypted is seen where they are.
 */
export function isSopsFile(value: Fields): boolean {
  const { sops, kind, ...others } = value;
  if (!isMap(sops) || !('mac' in sops || 'lastmodified' in sops)) return false;
  const isHidden = !isObject(value) || kind === 'Secret' || isEncrypted(kind);
  return isHidden && (isEncrypted(kind) || Object.values(others).some(holdsEncrypted));
}

function isEncrypted(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('ENC[');
}

function holdsEncrypted(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsEncrypted);
  return isMap(value) ? Object.values(value).some(holdsEncrypted) : isEncrypted(value);
}

/**
 * The items of a list, which to kubectl is whatever has a kind and the field `items`. It gives those that state no kind that of the list,
 * without the ending `List` (apimachinery, unstructured/helpers.go).
 */
export function itemsOf(value: Fields): readonly unknown[] | undefined {
  const { apiVersion, kind, items } = value;
  if (!isName(kind) || !(Array.isArray(items) || items === null)) return undefined;
  const itemKind = (kind as string).replace(/List$/, '');
  if (itemKind === '') return items ?? [];
  const isBare = (item: unknown): item is Fields => isMap(item) && !isName(item.kind) && !isName(item.apiVersion);
  return (items ?? []).map((item: unknown) => isBare(item) ? { ...item, apiVersion, kind: itemKind } : item);
}

/** The value as an object whose metadata is what its type says. Throws a ReadingProblem where the API server would refuse it. */
export function asObject(value: Fields, source: DocumentSource, at: Path): KubernetesObject {
  const offset = (path: Path) => {
    const root = source.root()!;
    const { node, entry } = locate(root, [...at, ...path]) ?? { node: root };
    return node.end > node.start || entry === undefined ? node.start : entry.start;
  };
  const { metadata } = value;
  if (isMap(metadata) && isMeta(metadata)) return value as unknown as KubernetesObject;
  return { ...value, metadata: metaOf(metadata ?? {}, offset) } as unknown as KubernetesObject;
}

const texts = ['name', 'namespace', 'creationTimestamp'] as const;
const maps = ['labels', 'annotations'] as const;

function isMeta(metadata: Fields): boolean {
  return texts.every((field) => metadata[field] === undefined || typeof metadata[field] === 'string')
    && maps.every((field) => metadata[field] === undefined || isMapOfStrings(metadata[field]));
}

function isMapOfStrings(value: unknown): boolean {
  return isMap(value) && Object.values(value).every((text) => typeof text === 'string');
}

/** As the API server decodes it: null is as good as absent for a field, and the empty string for a label. */
function metaOf(metadata: unknown, offset: (path: Path) => number): ObjectMeta {
  const result: Record<string, unknown> = { ...mapAt(metadata, ['metadata'], offset) };
  for (const field of texts) {
    if (result[field] === null) delete result[field];
    else if (result[field] !== undefined) stringAt(result[field], ['metadata', field], offset);
  }
  for (const field of maps) {
    if (result[field] === null || result[field] === undefined) {
      delete result[field];
      continue;
    }
    const entries = Object.entries(mapAt(result[field], ['metadata', field], offset));
    result[field] = Object.fromEntries(entries.map(([key, text]) => [key, stringAt(text ?? '', ['metadata', field, key], offset)]));
  }
  return result;
}

function mapAt(value: unknown, path: Path, offset: (path: Path) => number): Fields {
  if (isMap(value)) return value;
  throw new ReadingProblem('metadata-not-a-map', { path: formatPath(path), kind: kindOf(value) }, offset(path));
}

function stringAt(value: unknown, path: Path, offset: (path: Path) => number): string {
  if (typeof value === 'string') return value;
  throw new ReadingProblem('metadata-not-strings', { path: formatPath(path), kind: kindOf(value) }, offset(path));
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return typeof value === 'string' ? 'a string' : `"${String(value)}", a ${typeof value === 'boolean' ? 'boolean' : 'number'}`;
}
