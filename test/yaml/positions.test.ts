import { placeOfKey, placeOfValue, Path } from '../../src/yaml/path';
import { readStream } from '../../src/yaml/read';
import { ObjectDocument } from '../../src/yaml/stream-document';

const text = `\ufeff# first line
apiVersion: v1
kind: Pod
metadata: &meta
  name: x  # the name
  labels:
  "annotations":
    - 'a'
    -
spec: {containers: [{name: web},
  {name: "db"}]}
copy: *meta
more:
  <<: {merged: 1}
  last: 1
  last: 2
`;

function at(source: string, show: (document: ObjectDocument) => { line?: number; column?: number }): string {
  const document = [...readStream(source.replace("- 'a'\n    -\n", "k: 'a'\n"))].find(({ type }) => type === 'object') as ObjectDocument;
  const { line, column } = show(document);
  return `${line}:${column}`;
}

test.each<[Path, string, string]>([
  [['kind'], '3:1', '3:7'],
  [['metadata', 'name'], '5:3', '5:9'],
  [['metadata', 'labels'], '6:3', '6:3'],
  [['metadata', 'annotations', 'k'], '8:5', '8:8'],
  [['spec', 'containers', 1, 'name'], '10:4', '10:10'],
  [['spec', 'containers', 0], '9:21', '9:21'],
  [['copy', 'name'], '5:3', '5:9'],
  [['more', 'merged'], '13:8', '13:16'],
  [['more', 'last'], '15:3', '15:9'],
  [['metadata', 'name', 'below', 'it'], '5:3', '5:3'],
  [['nowhere'], '2:1', '2:1'],
  [[], '2:1', '2:1'],
])('the place of %j is that of its key, and of its value', (path, key, value) => {
  expect([at(text, (document) => placeOfKey(document, path)), at(text, (document) => placeOfValue(document, path))]).toEqual([key, value]);
});

test('lines count through the file, in documents and in items of lists', () => {
  const stream = `${text.replace("- 'a'\n    -\n", "k: 'a'\n")}---\n\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: z}\n`;
  const document = [...readStream(stream, { file: 'all.yaml' })].at(-1) as ObjectDocument;
  expect(placeOfValue(document, ['metadata', 'name'])).toEqual({ file: 'all.yaml', line: 23, column: 20 });
  expect(document.at).toEqual(['items', 0]);
});

test('a byte order mark has no column, and CRLF is one line break', () => {
  const documents = [...readStream('\ufeffapiVersion: v1\r\nkind: Pod\r\nmetadata: {name: z}\r\n')] as ObjectDocument[];
  expect(placeOfKey(documents[0], ['apiVersion'])).toEqual({ file: undefined, line: 1, column: 1 });
  expect(placeOfKey(documents[0], ['kind'])).toEqual({ file: undefined, line: 2, column: 1 });
});
