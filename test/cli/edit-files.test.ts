import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EditedFile, editFiles, writeEdited } from '../../src/cli/edit-files';
import { readManifests } from '../../src/files/read-manifests';
import { InputError } from '../../src/message/input-error';
import { folderOf } from '../files/folder';

const name = (object: string) => JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name: object } });

function annotated(folder: string, paths: readonly string[]): readonly EditedFile[] {
  const { objects } = readManifests(paths.map((path) => ({ path: join(folder, path) })), () => Buffer.of());
  return editFiles(objects.map(({ entry }) => ({ entry, edits: [{ type: 'set', path: ['metadata', 'name'], value: 'ü' }] })), objects);
}

test('places are found in bytes, behind other letters and in JSON that follows JSON', () => {
  const folder = folderOf({ 'all.yaml': `# für alle\n---\n${name('é1')} ${name('é2')}\n# né\n${name('é3')}\n---\nkind: Service # ça\napiVersion: v1\nmetadata: { name: é4 }\n` });
  writeEdited(annotated(folder, ['all.yaml']));
  expect(readFileSync(join(folder, 'all.yaml'), 'utf8'))
    .toBe(`# für alle\n---\n${name('ü')} ${name('ü')}\n# né\n${name('ü')}\n---\nkind: Service # ça\napiVersion: v1\nmetadata: { name: "ü" }\n`);
});

test('no file is written where one was changed after it was read', () => {
  const folder = folderOf({ 'a.yaml': `${name('a')}\n`, 'b.yaml': `${name('b')}\n` });
  const files = annotated(folder, ['a.yaml', 'b.yaml']);
  writeFileSync(join(folder, 'b.yaml'), `${name('changed')}\n`);
  expect(() => { writeEdited(files); }).toThrow(InputError);
  expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(`${name('a')}\n`);
  expect(readFileSync(join(folder, 'b.yaml'), 'utf8')).toBe(`${name('changed')}\n`);
});
