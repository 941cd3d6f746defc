import { readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { findManifests, FolderPassedOver, isWithin, LinkOutside, manifestsIn, RenderedFolder } from './find-manifests';
import { ManifestSource, ManifestsRead, PassedOver, ReadObject } from './manifests-read';
import { readBytes } from './read-bytes';
import { MODEL_KINDS, UNMODELLED_KINDS } from '../istio/kinds';
import { Inventory, inventoryEntry, Origin } from '../kubernetes/inventory';
import { WORKLOAD_KINDS } from '../kubernetes/workload';
import { OtherDocument } from '../mesh/facts/read-facts';
import { KUSTOMIZATION_NAMES } from '../mesh/kustomized-files';
import { UnreadText } from '../mesh/sight';
import { finding } from '../message/catalogue';
import { InputError } from '../message/input-error';
import { Finding, STANDARD_INPUT } from '../message/message';
import { DocumentSource } from '../yaml/document-source';
import { mentionsKind } from '../yaml/mentions-kind';
import { placeOfValue, Positioned } from '../yaml/path';
import { readStream } from '../yaml/read';

/** The kinds that any decision looks at; a document that mentions none of them is not parsed. */
const KINDS_OF_INTEREST: ReadonlySet<string> = new Set([
  ...[...MODEL_KINDS, ...UNMODELLED_KINDS, ...WORKLOAD_KINDS.map(({ groupKind }) => groupKind)].map((groupKind) => groupKind.split('.')[0]),
  'ConfigMap', 'MutatingWebhookConfiguration', 'IstioOperator', 'TrafficReplay', 'Kustomization', 'Component',
]);

/** What a file holds, and how it came to be read. */
interface Named {
  readonly file: string;
  readonly bytes: Buffer;
  readonly namespace?: string;
  readonly origin?: Origin;
  /** Whether the file was named itself: then everything in it is read, also the values of a chart. */
  readonly asked: boolean;
}

/**
 * Reads the manifests of files and folders, `-` for standard input. Each file is read once, under the first source that
 * reaches it.
 * @param stdin reads standard input to its end
 * @param onFile is called after each file
 * @param isLeftOut tells files that are not to be read, such as what an earlier run wrote; it is also given the path without symbolic links
 */
export function readManifests(
  sources: readonly ManifestSource[], stdin: () => Buffer, onFile: () => void = () => undefined,
  isLeftOut: (file: string, real: string) => boolean = () => false,
): ManifestsRead {
  const collected = new Collected();
  const seen = new Set<string>();
  for (const { path, namespace, origin, exclude } of sources) {
    if (path === '-') {
      collected.read({ file: STANDARD_INPUT, bytes: stdin(), namespace, origin, asked: true });
      continue;
    }
    const { files, passedOver, rendered, outside, excluded, findings } = findManifests([path], exclude);
    collected.passOver(passedOver);
    collected.findings.push(...findings);
    collected.rendered.push(...rendered);
    collected.outside.push(...outside);
    excluded.forEach((each) => collected.excluded.add(each));
    for (const { path: file, real } of files) {
      if (seen.has(real) || isLeftOut(file, real)) continue;
      seen.add(real);
      const bytes = bytesOf(file, collected.findings);
      if (bytes !== undefined) collected.read({ file, bytes, namespace, origin, asked: file === path });
      onFile();
    }
  }
  return collected.result([...seen]);
}

function bytesOf(file: string, findings: Finding[]): Buffer | undefined {
  try {
    return readBytes(file);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    findings.push(...error.findings);
    return undefined;
  }
}

/** What the files gave so far. */
class Collected {
  readonly findings: Finding[] = [];
  readonly rendered: RenderedFolder[] = [];
  readonly outside: LinkOutside[] = [];
  readonly excluded = new Set<string>();
  private readonly objects: ReadObject[] = [];
  private readonly others: OtherDocument[] = [];
  private readonly passedOver: PassedOver[] = [];
  private readonly unread: UnreadText[] = [];
  private readonly files: string[] = [];

  read({ file, bytes, namespace, origin, asked }: Named): void {
    this.files.push(file);
    for (const document of readStream(bytes, { file, ...(asked ? {} : { kinds: KINDS_OF_INTEREST }) })) {
      switch (document.type) {
        case 'object':
          this.objects.push({ file, bytes, document, entry: inventoryEntry(document.value, placesOf(document), namespace, origin) });
          break;
        case 'error':
          this.findings.push(!asked && document.source.text === '' && !mayHoldObjects(bytes) ? notRead(file, document.finding) : document.finding);
          break;
        case 'dropped':
          this.findings.push(document.finding);
          break;
        case 'not-of-interest':
          if (KUSTOMIZATION_NAMES.includes(basename(file))) this.readValues(file, document.source.text);
          if (!isNamedAsManifest(document.source.text)) this.unread.push({ file, line: document.source.line, text: document.source.text });
          break;
        case 'empty':
          break;
        case 'not-a-manifest':
          this.others.push({ value: document.value, placeOf: placesOf(document) });
          this.passedOver.push(documentPassedOver(file, document.type, document.source));
          break;
        default:
          this.passedOver.push(documentPassedOver(file, document.type, document.source));
      }
    }
  }

  /** What a kustomization lists is looked at, though it need not say what it is; what is wrong with it is for kustomize to say. */
  private readValues(file: string, text: string): void {
    const read = [...readStream(text, { file })].flatMap((document) => document.type === 'not-a-manifest' ? [document] : []);
    this.others.push(...read.map((document) => ({ value: document.value, placeOf: placesOf(document) })));
  }

  passOver(folders: readonly FolderPassedOver[]): void {
    this.passedOver.push(...folders.map(({ path, type }): PassedOver => ({
      file: path, type, texts: () => manifestsIn(path).map((file) => ({ file, text: readBytes(file).toString('latin1') })),
    })));
  }

  /** @param seen real paths of the files that were read */
  result(seen: readonly string[]): ManifestsRead {
    const { objects, others, passedOver, unread, files } = this;
    const [first, ...further] = this.rendered;
    // One finding for all of them: a repository may have a hundred such folders.
    const ofRendered = first === undefined ? [] : [finding('folder-needs-rendering', { ...first, others: further.length }, { file: first.path })];
    const links = this.linksNotFollowed(seen);
    const findings = [...this.findings, ...ofRendered, ...ofLinks(links), ...this.leftOut()];
    const ofTree = [...passedOver, ...links.map((path): PassedOver => ({ file: path, type: 'link-outside', texts: () => [{ file: path, text: readlinkSync(path) }] }))];
    return { objects, inventory: new Inventory(objects.map(({ entry }) => entry)), others, passedOver: ofTree, unread, files, findings };
  }

  private leftOut(): readonly Finding[] {
    const [path, ...others] = this.excluded;
    return path === undefined ? [] : [finding('files-excluded', { path, others: others.length }, { file: path })];
  }

  /** Links to what no other path that was named reaches. */
  private linksNotFollowed(seen: readonly string[]): readonly string[] {
    const paths = this.outside.filter(({ real }) => !seen.some((file) => isWithin(real, file))).map(({ path }) => path);
    return [...new Set(paths)];
  }
}

/** One finding for all of them. */
function ofLinks([path, ...others]: readonly string[]): readonly Finding[] {
  return path === undefined ? [] : [finding('link-not-followed', { path, others: others.length }, { file: path })];
}

/** A string of more bytes cannot be made. */
const MOST_BYTES = 2 ** 28;

/** Whether bytes that are no readable text may hold an object of interest all the same: its kind would be among them, in whatever encoding. */
function mayHoldObjects(bytes: Buffer): boolean {
  return bytes.length > MOST_BYTES || mentionsKind(bytes.toString().replaceAll('\0', ''), KINDS_OF_INTEREST);
}

function notRead(path: string, { fact }: Finding): Finding {
  return finding('file-not-read', { path, reason: fact }, { file: path });
}

/** Whether a document that mentions no kind of interest may be an object of another kind. */
function isNamedAsManifest(text: string): boolean {
  return text.includes('kind') && text.includes('apiVersion');
}

function documentPassedOver(file: string, type: PassedOver['type'], { line, text }: DocumentSource): PassedOver {
  return { file, line, type, texts: () => [{ file, line, text }] };
}

function placesOf(document: Positioned): (path: readonly (string | number)[]) => ReturnType<typeof placeOfValue> {
  return (path) => placeOfValue(document, path);
}
