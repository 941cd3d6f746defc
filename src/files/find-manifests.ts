import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, sep } from 'node:path';
import { systemReason } from './system-error';
import { finding } from '../message/catalogue';
import { Finding } from '../message/message';
import { nearest } from '../message/nearest';

/** A folder that is rendered before a cluster sees it, and the command that renders it. */
export interface RenderedFolder {
  readonly path: string;
  /** The file that says so. */
  readonly file: string;
  readonly render: string;
}

/** What was found under the named paths, in a stable order, each file once. */
export interface FoundFiles {
  readonly files: readonly string[];
  readonly rendered: readonly RenderedFolder[];
  readonly findings: readonly Finding[];
}

const MANIFEST_ENDINGS = ['.yaml', '.yml', '.json'];
/** Folders that hold no manifests of their own: hidden ones, and what npm installs. */
const isPassedOver = (name: string): boolean => name.startsWith('.') || name === 'node_modules';
/** Files that say that a folder is rendered before a cluster sees it, and the command that renders it. */
const RENDERED_BY: Readonly<Record<string, string>> = {
  'kustomization.yaml': 'kustomize build',
  'kustomization.yml': 'kustomize build',
  'Kustomization': 'kustomize build',
  'Chart.yaml': 'helm template',
};

/**
 * The files with manifests: each path that is a file, whatever its name, and what a folder holds, at any depth, by its ending.
 * A symbolic link is followed only inside the folder that was named, so that a link cannot reach what nobody named.
 */
export function findManifests(paths: readonly string[]): FoundFiles {
  const files = new Map<string, string>();
  const findings: Finding[] = [];
  const rendered: RenderedFolder[] = [];
  for (const path of paths) {
    const before = files.size;
    const kind = kindOf(path, findings);
    if (kind === 'file') files.set(realpathSync(path), path);
    if (kind !== 'folder') continue;
    const already = walk(path, { root: realpathSync(path), seen: new Set(), files, rendered, findings });
    if (files.size === before && !already) findings.push(finding('folder-holds-no-manifest', { path }, { file: path }));
  }
  return { files: [...files.values()], rendered, findings };
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
  readonly rendered: RenderedFolder[];
  readonly findings: Finding[];
}

/** Walks a folder; tells whether it holds a manifest, be it one that another path had reached before. */
function walk(folder: string, at: Walk): boolean {
  const real = realpathSync(folder);
  if (at.seen.has(real)) return false;
  at.seen.add(real);
  const names = entriesOf(folder, at.findings);
  const file = Object.keys(RENDERED_BY).find((each) => names.includes(each));
  if (file !== undefined) at.rendered.push({ path: folder, file, render: `${RENDERED_BY[file]} ${folder}` });
  return names.map((name) => visit(join(folder, name), name, at)).includes(true);
}

function visit(path: string, name: string, at: Walk): boolean {
  if (isPassedOver(name)) return false;
  const real = insideOf(at.root, path);
  if (real === undefined) return false;
  if (statSync(real).isDirectory()) return walk(path, at);
  if (!MANIFEST_ENDINGS.includes(extname(name)) || !statSync(real).isFile()) return false;
  if (!at.files.has(real)) at.files.set(real, path);
  return true;
}

/** The real path, where it stands inside the root; a link that is broken, or circular, leads nowhere. */
function insideOf(root: string, path: string): string | undefined {
  try {
    const real = realpathSync(path);
    return real === root || real.startsWith(root.endsWith(sep) ? root : root + sep) ? real : undefined;
  } catch {
    return undefined;
  }
}

function entriesOf(folder: string, findings: Finding[]): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    findings.push(finding('path-not-readable', { path: folder, reason: systemReason(error) }, { file: folder }));
    return [];
  }
}
