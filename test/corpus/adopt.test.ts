import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ByteEdit, edited } from '../../src/cli/byte-edit';
import { LineEdit } from '../../src/cli/line-change';
import { unifiedDiff } from '../../src/cli/unified-diff';
import { withEdits } from '../../src/kubernetes/edit';
import { Inventory, InventoryEntry, inventoryEntry } from '../../src/kubernetes/inventory';
import { KubernetesObject } from '../../src/kubernetes/object';
import { StringMap } from '../../src/kubernetes/value';
import { AdoptionPart } from '../../src/mesh/adopt/change';
import { planAdoption, planRemoval } from '../../src/mesh/adopt/plan-adoption';
import { planCaptures } from '../../src/mesh/captures';
import { SidecarPlacement } from '../../src/settings/mesh-settings';
import { resolveMesh } from '../../src/settings/resolve-mesh';
import { readStream } from '../../src/yaml/read';
import { replacementsIn } from '../../src/yaml/splice/replacements-in';
import { StreamDocument } from '../../src/yaml/stream-document';

const corpus = resolve('..', 'shared', 'corpus');

interface Read {
  readonly documents: readonly StreamDocument[];
  readonly entries: ReadonlyMap<InventoryEntry, StreamDocument & { readonly type: 'object' }>;
}

/** The objects of a text, all in one namespace. */
function read(text: string): Read {
  const documents = [...readStream(Buffer.from(text))];
  const entries = new Map(documents.flatMap((document) => document.type !== 'object' ? []
    : [[inventoryEntry(inShop(document.value), () => ({}), 'shop'), document] as const]));
  return { documents, entries };
}

/** Every workload is captured in one namespace, whichever it names. */
function inShop(object: KubernetesObject): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, namespace: 'shop' } };
}

function plan({ entries }: Read, remove: boolean): AdoptionPart {
  const namespaces = [{ name: 'shop', sidecar: SidecarPlacement.NEVER, capture: [{ goproxy: {} }] }];
  const inventory = new Inventory(entries.keys());
  const mesh = resolveMesh({ namespaces, istio: { hasRootSidecar: false } });
  const labels = new Map<string, StringMap>();
  const request = { mesh, inventory, labels, isEditable: () => true, overlaysOf: () => [], kustomizationsOver: () => [] };
  const { captures } = planCaptures(namespaces, inventory, true, () => ({}));
  return remove ? planRemoval(request) : planAdoption(request, { captures, virtualServices: { changes: [], findings: [] }, moveAnnotations: false });
}

interface Edits {
  readonly edits: readonly LineEdit[];
  readonly refused: number;
}

/** The edits of a text that the changes ask for, and how many were refused. */
function editsOf({ documents, entries }: Read, { changes }: AdoptionPart): Edits {
  let refused = 0;
  const edits = [...new Set(documents.map(({ source }) => source))].flatMap((source) => {
    const here = changes.flatMap(({ entry, edits: all }) => {
      const document = entries.get(entry)!;
      return document.source !== source ? [] : [{ document, all: all.map((edit) => ({ ...edit, path: [...document.at, ...edit.path] })) }];
    });
    if (here.length === 0) return [];
    const { replacements, refused: because } = replacementsIn(source, here[0].document.root, here.flatMap(({ all }) => all));
    refused += because === undefined ? 0 : 1;
    const bytesTo = (offset: number) => source.start + Buffer.byteLength(source.text.slice(0, offset));
    return replacements.map(({ start, end, text }) => ({ line: source.placeOf(start).line! - 1, start: bytesTo(start), end: bytesTo(end), text }));
  });
  return { edits, refused };
}

const textAfter = (text: string, edits: readonly ByteEdit[]) =>
  Buffer.concat(edited(Buffer.from(text), edits).map((piece) => Buffer.from(piece))).toString();

/** Workloads of a text: all, those changed, documents of which edits were refused, and workloads in texts that were restored to the byte. */
interface Proved {
  readonly workloads: number;
  readonly changed: number;
  readonly refused: number;
  readonly restored: number;
}

/** Adopts all workloads of a text, and proves what must hold of any text. */
function prove(text: string): Proved {
  const before = read(text);
  expect([...new Set(before.documents.map(({ source }) => source))].map((source) => source.text).join('')).toBe(text);
  const adoption = plan(before, false);
  const { edits, refused } = editsOf(before, adoption);
  const workloads = adoption.changes.length;
  if (edits.length === 0 || refused > 0) return { workloads, changed: 0, refused, restored: 0 };

  const after = textAfter(text, edits);
  const lines = unifiedDiff('file', Buffer.from(text), edits).split('\n').slice(2);
  // A last line without a newline goes and comes again with one; empty braces are filled.
  expect(lines.filter((line) => line.startsWith('-') && !text.endsWith(line.slice(1)) && !EMPTY.test(line))).toEqual([]);

  const again = read(after);
  const editsFor = (entry: InventoryEntry) => adoption.changes.find((change) => change.entry === entry)?.edits ?? [];
  const wanted = [...before.entries.keys()].map((entry) => withEdits(entry.object, editsFor(entry)));
  expect([...again.entries.keys()].map(({ object }) => withEdits(object, []))).toEqual(wanted);
  expect(plan(again, false).changes).toEqual([]);

  const restored = textAfter(after, editsOf(again, plan(again, true)).edits) === text;
  // What was ours before goes too.
  expect(restored || text.includes('speedscale.com/')).toBe(true);
  return { workloads, changed: workloads, refused, restored: restored ? workloads : 0 };
}

const EMPTY = /annotations: *\{ *\}/;


(existsSync(corpus) ? describe : describe.skip)('adopting every workload of real manifests (../shared/corpus)', () => {
  test.each<[string, Proved & { readonly files: number }]>([
    ['istio-bookinfo', { files: 50, workloads: 29, changed: 29, refused: 0, restored: 29 }],
    ['istio-samples', { files: 30, workloads: 19, changed: 19, refused: 0, restored: 19 }],
    ['kubeflow', { files: 909, workloads: 58, changed: 58, refused: 0, restored: 58 }],
    ['online-boutique', { files: 67, workloads: 38, changed: 38, refused: 0, restored: 38 }],
    ['speedscale-demo', { files: 101, workloads: 45, changed: 45, refused: 0, restored: 30 }],
  ])('of %s only inserts lines, in the right objects, once, and can be taken out to the byte', (folder, counts) => {
    const files = readdirSync(join(corpus, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const proved = files.map(({ parentPath, name }) => {
      try {
        return prove(readFileSync(join(parentPath, name), 'utf8'));
      } catch (error) {
        (error as Error).message = `${join(parentPath, name)}\n${(error as Error).message}`;
        throw error;
      }
    });
    const sum = (of: keyof Proved) => proved.reduce((total, one) => total + one[of], 0);
    const { length } = files;
    expect({ files: length, workloads: sum('workloads'), changed: sum('changed'), refused: sum('refused'), restored: sum('restored') }).toEqual(counts);
  });
});
