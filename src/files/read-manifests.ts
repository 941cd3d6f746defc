import { findManifests, FolderPassedOver, isWithin, LinkOutside, manifestsIn, RenderedFolder } from './find-manifests';
import { ManifestSource, ManifestsRead, PassedOver, ReadObject } from './manifests-read';
import { readBytes } from './read-bytes';
import { MODEL_KINDS } from '../istio/kinds';
import { Inventory, inventoryEntry, Origin } from '../kubernetes/inventory';
import { WORKLOAD_KINDS } from '../kubernetes/workload';
import { OtherDocument } from '../mesh/facts/read-facts';
import { finding } from '../message/catalogue';
import { InputError } from '../message/input-error';
import { Finding, STANDARD_INPUT } from '../message/message';
import { DocumentSource } from '../yaml/document-source';
import { placeOfValue, Positioned } from '../yaml/path';
import { readStream } from '../yaml/read';

/** The kinds that any decision looks at; a document that mentions none of them is not parsed. */
const KINDS_OF_INTEREST: ReadonlySet<string> = new Set([
  ...[...MODEL_KINDS, ...WORKLOAD_KINDS.map(({ groupKind }) => groupKind)].map((groupKind) => groupKind.split('.')[0]),
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
  for (const { path, namespace, origin } of sources) {
    if (path === '-') {
      collected.read({ file: STANDARD_INPUT, bytes: stdin(), namespace, origin, asked: true });
      continue;
    }
    const { files, passedOver, rendered, outside, findings } = findManifests([path]);
    collected.passOver(passedOver);
    collected.findings.push(...findings);
    collected.rendered.push(...rendered);
    collected.outside.push(...outside);
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
  private readonly objects: ReadObject[] = [];
  private readonly others: OtherDocument[] = [];
  private readonly passedOver: PassedOver[] = [];
  private readonly files: string[] = [];

  read({ file, bytes, namespace, origin, asked }: Named): void {
    this.files.push(file);
    for (const document of readStream(bytes, { file, ...(asked ? {} : { kinds: KINDS_OF_INTEREST }) })) {
      switch (document.type) {
        case 'object':
          this.objects.push({ file, bytes, document, entry: inventoryEntry(document.value, placesOf(document), namespace, origin) });
          break;
        case 'error':
        case 'dropped':
          this.findings.push(document.finding);
          break;
        case 'not-of-interest':
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

  passOver(folders: readonly FolderPassedOver[]): void {
    this.passedOver.push(...folders.map(({ path, type }): PassedOver => ({
      file: path, type, texts: () => manifestsIn(path).map((file) => ({ file, text: readBytes(file).toString('latin1') })),
    })));
  }

  /** @param seen real paths of the files that were read */
  result(seen: readonly string[]): ManifestsRead {
    const { objects, others, passedOver, files } = this;
    const [first, ...further] = this.rendered;
    // One finding for all of them: a repository may have a hundred such folders.
    const ofRendered = first === undefined ? [] : [finding('folder-needs-rendering', { ...first, others: further.length }, { file: first.path })];
    const findings = [...this.findings, ...ofRendered, ...this.linksNotFollowed(seen)];
    return { objects, inventory: new Inventory(objects.map(({ entry }) => entry)), others, passedOver, files, findings };
  }

  /** Links to what no other path that was named reaches; one finding for all of them. */
  private linksNotFollowed(seen: readonly string[]): readonly Finding[] {
    const paths = this.outside.filter(({ real }) => !seen.some((file) => isWithin(real, file))).map(({ path }) => path);
    const [path, ...others] = new Set(paths);
    return path === undefined ? [] : [finding('link-not-followed', { path, others: others.length }, { file: path })];
  }
}

function documentPassedOver(file: string, type: PassedOver['type'], { line, text }: DocumentSource): PassedOver {
  return { file, line, type, texts: () => [{ file, line, text }] };
}

function placesOf(document: Positioned): (path: readonly (string | number)[]) => ReturnType<typeof placeOfValue> {
  return (path) => placeOfValue(document, path);
}
