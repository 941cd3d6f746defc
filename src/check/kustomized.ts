import { InventoryEntry } from '../kubernetes/inventory';

/** The folders that kustomize puts together, each with "/" at its end. */
export function kustomizedFolders(files: readonly string[]): ReadonlySet<string> {
  return new Set(files.filter((file) => /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(file)).map(folderOf));
}

/** Whether kustomize puts the object together, so that what a cluster gets may be another one. */
export function isKustomized(folders: ReadonlySet<string>, { place: { file = '' } }: InventoryEntry): boolean {
  for (let folder = folderOf(file); ; folder = folderOf(folder.slice(0, -1))) {
    if (folders.has(folder)) return true;
    if (folder === '') return false;
  }
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}
