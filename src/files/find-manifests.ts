import { Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { Exclusion, isExcluded } from './exclusion';
import { systemReason } from './system-error';
import { finding } from '../message/catalogue';
import { commandLine } from '../message/command-line';
import { Finding } from '../message/message';
import { nearest } from '../message/nearest';

/** A folder that is rendered before a cluster sees it, and the command that renders it. */
export interface RenderedFolder {
  readonly path: string;
  /** The file that says so. */
  readonly file: string;
  readonly render: string;
}

/** A file with manifests. */
export interface FoundFile {
  /** As it was reached from the path that was named. */
  readonly path: string;
  /** Without symbolic links, so that it is known again however it is reached. */
  readonly real: string;
}

/** A symbolic link to what may hold manifests outside of the folder that was named. */
export interface LinkOutside {
  readonly path: string;
  /** Where it leads to. */
  readonly real: string;
}

/** A folder that is not looked into, and what it is. */
export interface FolderPassedOver {
  readonly path: string;
  readonly type: 'hidden-folder' | 'installed-packages';
}

/** What was found under the named paths, in a stable order, each file once. */
export interface FoundFiles {
  readonly files: readonly FoundFile[];
  readonly passedOver: readonly FolderPassedOver[];
  readonly rendered: readonly RenderedFolder[];
  readonly outside: readonly LinkOutside[];
  /** Files and folders that globs exclude, by the way that led to them. */
  readonly excluded: readonly string[];
  readonly findings: readonly Finding[];
}

const MANIFEST_ENDINGS = ['.yaml', '.yml', '.json'];
/** The one name without an ending that kustomize looks for too (api/konfig/general.go). */
const KUSTOMIZATION = 'Kustomization';
/** Of a name that is nothing but an ending, node's `extname` says that it has none; kubectl reads the file. */
const isManifest = (path: string): boolean => MANIFEST_ENDINGS.some((ending) => path.endsWith(ending)) || basename(path) === KUSTOMIZATION;
/** Folders that hold no manifests of their own: hidden ones, and what npm installs. */
const passedOverAs = (name: string): FolderPassedOver['type'] | undefined =>
  name === 'node_modules' ? 'installed-packages' : name.startsWith('.') ? 'hidden-folder' : undefined;
/** Git's own folder, in which Git keeps no file of the tree: nobody can commit one there. */
const GIT = '.git';
/** Files that say that a folder is rendered before a cluster sees it, and the command that renders it. */
const RENDERED_BY: Readonly<Record<string, string>> = {
  'kustomization.yaml': 'kustomize build',
  'kustomization.yml': 'kustomize build',
  [KUSTOMIZATION]: 'kustomize build',
  'Chart.yaml': 'helm template',
};

/**
 * The files with manifests: each path that is a file, whatever its name, and what a folder holds, at any depth, by its ending.
 * What globs exclude of a folder is left out.
 * A symbolic link is followed only inside the folder that was named, so that a link cannot reach what nobody named.
 */
export function findManifests(paths: readonly string[], exclude: readonly Exclusion[] = []): FoundFiles {
  const files = new Map<string, string>();
  const passedOver: FolderPassedOver[] = [];
  const findings: Finding[] = [];
  const rendered: RenderedFolder[] = [];
  const outside: LinkOutside[] = [];
  const excluded: string[] = [];
  for (const path of paths) {
    const before = files.size;
    const links = outside.length;
    const kind = kindOf(path, findings);
    // A file that has no name any more, such as a shell's here-document, is known by the path alone.
    const root = realPathOf(path) ?? path;
    if (kind === 'file') files.set(root, path);
    if (kind !== 'folder') continue;
    const already = walk(path, root, { root, seen: new Set(), files, passedOver, rendered, outside, exclude, excluded, findings });
    if (files.size === before && !already) findings.push(finding('folder-holds-no-manifest', { path, link: outside[links]?.path ?? '' }, { file: path }));
  }
  return { files: [...files].map(([real, path]) => ({ path, real })), passedOver, rendered, outside, excluded, findings };
}

function kindOf(path: string, findings: Finding[]): 'file' | 'folder' | undefined {
  try {
    const stat = statSync(path);
    if (stat.isFile()) return 'file';
    if (stat.isDirectory()) return 'folder';
    findings.push(finding('path-is-no-file', { path }, { file: path }));
  } catch (error) {
    const reason = systemReason(error);
    findings.push((error as { code: string }).code === 'ENOENT'
      ? finding('path-not-found', { path, nearest: nearest(basename(path), namesBeside(path)) ?? '' }, { file: path })
      : finding('path-not-readable', { path, reason }, { file: path }));
  }
  return undefined;
}

function namesBeside(path: string): readonly string[] {
  try {
    return readdirSync(dirname(path)).sort();
  } catch {
    return [];
  }
}

interface Walk {
  readonly root: string;
  /** Real paths of the folders visited: a link back to one of them ends there. */
  readonly seen: Set<string>;
  /** By real path, so that a file is read once however often it is reached. */
  readonly files: Map<string, string>;
  readonly passedOver: FolderPassedOver[];
  readonly rendered: RenderedFolder[];
  readonly outside: LinkOutside[];
  readonly exclude: readonly Exclusion[];
  readonly excluded: string[];
  readonly findings: Finding[];
}

/** Walks a folder; tells whether it holds a manifest, be it one that another path had reached before. */
function walk(folder: string, real: string, at: Walk): boolean {
  if (at.seen.has(real)) return false;
  at.seen.add(real);
  const entries = entriesOf(folder, at.findings);
  const file = Object.keys(RENDERED_BY).find((each) => entries.some(({ name }) => name === each));
  if (file !== undefined) at.rendered.push({ path: folder, file, render: `${RENDERED_BY[file]} ${commandLine(folder.startsWith('-') ? `./${folder}` : folder)}` });
  return entries.map((entry) => {
    const path = join(folder, entry.name);
    if (!isExcluded(path, at.exclude)) return visit(path, realEntry(entry, folder, real, at), at);
    if (entry.isDirectory() || isManifest(path)) at.excluded.push(path);
    return false;
  }).includes(true);
}

/** What an entry of a folder is, wherever a link leads. */
interface RealEntry {
  readonly path: string;
  readonly kind: Pick<Dirent, 'isDirectory' | 'isFile'>;
}

function visit(path: string, real: RealEntry | undefined, at: Walk): boolean {
  if (real === undefined) return false;
  if (real.kind.isDirectory()) return visitFolder(path, real.path, at);
  if (!isManifest(path) || !real.kind.isFile()) return false;
  if (!at.files.has(real.path)) at.files.set(real.path, path);
  return true;
}

function visitFolder(path: string, real: string, at: Walk): boolean {
  const type = passedOverAs(basename(path));
  if (type === undefined) return walk(path, real, at);
  if (basename(path) !== GIT) at.passedOver.push({ path, type });
  return false;
}

/** Every file with a manifest's ending in a folder, whatever the names of the folders in it; links are not followed. */
export function manifestsIn(folder: string): readonly string[] {
  return entriesOf(folder, []).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === GIT ? [] : manifestsIn(path);
    return entry.isFile() && isManifest(path) ? [path] : [];
  });
}

/** Asks the system about links alone: a large tree has many entries, and the folder tells of the others what they are. */
function realEntry(entry: Dirent, folder: string, realFolder: string, at: Walk): RealEntry | undefined {
  if (!entry.isSymbolicLink()) return { path: join(realFolder, entry.name), kind: entry };
  const path = join(folder, entry.name);
  const real = realPathOf(path);
  if (real === undefined) return undefined;
  const kind = statSync(real, { throwIfNoEntry: false });
  if (kind === undefined) return undefined;
  if (isWithin(at.root, real)) return { path: real, kind };
  if (kind.isDirectory() || (kind.isFile() && isManifest(path))) at.outside.push({ path, real });
  return undefined;
}

/** A link that is broken or circular leads nowhere, and so does one of /proc to what has no name. */
function realPathOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** Whether a real path is that of the folder or of something in it. */
export function isWithin(folder: string, real: string): boolean {
  return real === folder || real.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function entriesOf(folder: string, findings: Finding[]): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => a.name < b.name ? -1 : 1);
  } catch (error) {
    findings.push(finding('path-not-readable', { path: folder, reason: systemReason(error) }, { file: folder }));
    return [];
  }
}
