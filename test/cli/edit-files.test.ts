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
  const yaml = (object: string) => `# für alle\n---\nkind: Service # ça\napiVersion: v1\nmetadata: { name: ${object} }\n`;
  const folder = folderOf({ 'all.json': `${name('é1')} ${name('é2')}\n${name('é3')}\n`, 'all.yaml': yaml('é4') });
  writeEdited(annotated(folder, ['all.json', 'all.yaml']));
  const after = ['all.json', 'all.yaml'].map((file) => readFileSync(join(folder, file), 'utf8'));
  expect(after).toEqual([`${name('ü')} ${name('ü')}\n${name('ü')}\n`, yaml('"ü"')]);
});

test('no file is written where one was changed after it was read', () => {
  const folder = folderOf({ 'a.yaml': `${name('a')}\n`, 'b.yaml': `${name('b')}\n` });
  const files = annotated(folder, ['a.yaml', 'b.yaml']);
  writeFileSync(join(folder, 'b.yaml'), `${name('changed')}\n`);
  expect(() => { writeEdited(files); }).toThrow(InputError);
  expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(`${name('a')}\n`);
  expect(readFileSync(join(folder, 'b.yaml'), 'utf8')).toBe(`${name('changed')}\n`);
});
