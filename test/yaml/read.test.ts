import { readStream } from '../../src/yaml/read';
import { StreamDocument } from '../../src/yaml/stream-document';

const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n';

/** What a stream holds, each as its type, and the name of the object or the id and place of the finding. */
function summary(text: string, kinds?: readonly string[]): readonly string[] {
  return [...readStream(text, kinds === undefined ? {} : { kinds: new Set(kinds) })].map(describeDocument);
}

function describeDocument(document: StreamDocument): string {
  switch (document.type) {
    case 'object': return `object ${document.value.kind} ${document.value.metadata.name}`;
    case 'error': case 'dropped': return `${document.type} ${document.finding.id} ${document.finding.place.line}:${document.finding.place.column}`;
    default: return document.type;
  }
}

test.each<[string, string, readonly string[]]>([
  ['an empty text', '', ['empty']],
  ['comments alone', '# nothing\n', ['empty']],
  ['a scalar', 'hello\n', ['scalar']],
  ['a list', '- a\n', ['sequence']],
  ['another map', 'replicaCount: 1\n', ['not-a-manifest']],
  ['a Secret that SOPS has encrypted', 'apiVersion: v1\nkind: Secret\nmetadata: {name: x}\ndata: {a: "ENC[AES256_GCM,data:x]"}\nsops: {mac: "ENC[...]", version: 3.8.1}\n', ['sops']],
  ['values that SOPS has encrypted', 'a: [ENC[AES256_GCM]\nb: ENC[AES256_GCM,x]\nsops: {lastmodified: x}\n'.replace('[ENC[AES256_GCM]', '["ENC[AES256_GCM,x]"]'), ['sops']],
  ['an object whose kind SOPS has encrypted', 'apiVersion: v1\nkind: ENC[AES256_GCM,x]\nmetadata: {name: x}\nsops: {mac: x}\n', ['sops']],
  ['a key that SOPS would add, on what it has not encrypted', `${head}sops: {mac: "ENC[...]", version: 3.8.1}\n`, ['object ConfigMap x']],
  ['another object with an encrypted value', `${head}data: {a: "ENC[AES256_GCM,data:x]"}\nsops: {mac: "ENC[...]"}\n`, ['object ConfigMap x']],
  ['a Helm template', `${head}data: {{ .Values.data | toYaml }}\n`, ['helm-template']],
  ['a Helm template with a block', `{{- if .Values.on }}\n${head}{{- end }}\n`, ['helm-template']],
  ['a quoted template expression, which is a string', `${head}data: {a: "{{ x }}"}\n`, ['object ConfigMap x']],
  ['two documents', `${head}---\n${head}`, ['object ConfigMap x', 'object ConfigMap x']],
  ['an empty document between two', `${head}---\n---\n${head}`, ['object ConfigMap x', 'empty', 'object ConfigMap x']],
  ['a comment on the line of the separator', `--- # first\n${head}`, ['object ConfigMap x']],
  ['content on the line of the separator', `--- {a: 1}\n---\n${head}`, ['error separator-with-content 1:4', 'object ConfigMap x']],
  ['text that begins like a separator', `---x\n---\n${head}`, ['error separator-with-content 1:4', 'object ConfigMap x']],
  ['directives', `%YAML 1.1\n---\n${head}`, ['object ConfigMap x']],
  ['an end marker', `${head}...\n---\n${head}`, ['object ConfigMap x', 'object ConfigMap x']],
  ['text behind an end marker', `${head}... # end\nfoo: [\n---\n${head}`, ['object ConfigMap x', 'dropped text-after-document-end 5:1', 'object ConfigMap x']],
  ['a byte order mark in each document', `\ufeff${head}---\n\ufeff${head}`, ['object ConfigMap x', 'object ConfigMap x']],
  ['carriage returns', `${head}---\n${head}`.replaceAll('\n', '\r\n'), ['object ConfigMap x', 'object ConfigMap x']],
  ['JSON', '{"apiVersion": "v1",\n\t"kind": "Pod", "metadata": {"name": "x"}}', ['object Pod x']],
  ['JSON after JSON', '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"}{"}}{"apiVersion":"v1","kind":"Pod","metadata":{"name":"y"}}', ['object Pod }{', 'object Pod y']],
  ['JSON whose strings end in backslashes', '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a\\\\"}}\n{"a": "\\"}"}', ['object Pod a\\', 'not-a-manifest']],
  ['a list of objects', 'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: x}}\n- 1\n', ['object Pod x', 'scalar']],
  ['a typed list, which gives its items their kind', 'apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: x}\n', ['object Pod x']],
  ['a list without items', 'apiVersion: v1\nkind: List\nitems: []\n', ['empty']],
  ['a bad document among good ones', `${head}---\na: [1\n---\n${head}`, ['object ConfigMap x', 'error document-not-yaml 6:1', 'object ConfigMap x']],
  ['a truncated document', `${head}data: {a: "b\n`, ['error document-not-yaml 4:11']],
  ['a NUL byte', `${head}data: "a\0b"\n`, ['error document-not-yaml 4:9']],
  ['a flow collection that closes at its parent\'s indent', `${head}data: {\n  a: b\n}\n`, ['object ConfigMap x']],
  ['a bad item among good ones', 'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: 1}}\n- {apiVersion: v1, kind: Pod, metadata: {name: z}}\n',
    ['error metadata-not-strings 4:48', 'object Pod z']],
])('%s is read, or named', (_, text, expected) => {
  expect(summary(text)).toEqual(expected);
});

test('the texts of the documents are the stream', () => {
  const text = `\ufeff# c\n--- # d\r\n${head}...\nx\n---\n---\n{"a":1} {"b":2}\n`;
  const sources = [...new Set([...readStream(text)].map(({ source }) => source))];
  expect(sources.map((source) => source.text).join('')).toBe(text);
});
