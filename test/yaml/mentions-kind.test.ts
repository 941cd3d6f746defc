import { streamOf } from './judge/streams';
import { mentionsKind } from '../../src/yaml/mentions-kind';
import { readStream } from '../../src/yaml/read';

const pod = new Set(['Pod']);

test.each([
  'kind: Pod', 'kind:   "Pod"', "'kind' : 'Pod'", '{"kind":"Pod"}', '- kind: Pod # x', 'kind: Pod\r', 'kind\t:\tPod', '!!str kind: Pod', '&k kind: Pod',
  'kind: !!str Pod', 'kind: &k Pod', 'kind: *k', 'kind: {{ .Kind }}', 'kind: P{{ x }}', 'kind: ${KIND}', 'kind: P${X}', 'kind: >-\n  Pod', 'kind:\n  Pod', 'kind: # c\n  Pod', 'kind:\u2028  Pod',
  'kind: PodList', 'kind: Service\nkind: Pod', 'kind: "P\\x6fd"', 'kind: "Po\\\n  d"', 'kind: "Po\\\u2028d"', 'kind: !!binary UG9k', 'kind: !<tag:yaml.org,2002:%62inary> UG9k',
  '"k\\u0069nd": Pod', '"ki\\\r\n  nd": Pod', '!!binary a2luZA==: Pod', '%TAG !e! tag:yaml.org,2002:\r---\r!e!binary a2luZA==: Pod', '!!bin%61ry a2luZA==: Pod',
  '? kind\n: Pod', '? # c\n  kind\n: Pod', '? !!str kind\n: Pod', '? &a kind\n: Pod', '? |-\n  kind\n: Pod', '- ? kind\n  : Pod', '&x ? kind\n: Pod', '\u0085? kind\n: Pod', '{?kind : Pod}', '{ a: b, ? kind : Pod }', '{a: b,\n?kind : Pod}',
  'a: &k kind\n*k : Pod', 'a: &k kind\n*k\t: Pod', '{"kind"\n:"Pod"}', '{"kind" \r\n : "Pod"}', '{{ include "x" . }}', '  {%- include "x" %}', '${DOCUMENT}',
])('%j may hold a Pod', (text) => {
  expect(mentionsKind(text, pod)).toBe(true);
});

test.each([
  '', 'metadata: {name: Pod}', 'kind: Service\n# Pod', 'kind: ServiceList', 'kind: List', 'kind: Po', 'kind: PodDisruptionBudget', '# of this kind', 'required: [kind]', '- kind\n- Pod',
  'a: b ? c : d', 'a: what?', 'a: "*"', 'a: b * c', '"kind", "name"', 'a: "{{ x }}"', 'a: ${X}', 'a: !Ref b', 'a: c:\\temp',
])('%j holds none', (text) => {
  expect(mentionsKind(text, pod)).toBe(false);
});

test('what reading finds, the scan finds, however it is written', () => {
  let found = 0;
  for (let seed = 1; seed <= 20_000; seed++) {
    const documents = [...readStream(streamOf(seed))];
    for (const document of documents) {
      if (document.type !== 'object' || !/^[A-Za-z0-9]+$/.test(document.value.kind)) continue;
      found++;
      if (!mentionsKind(document.source.text, new Set([document.value.kind]))) throw new Error(`seed ${seed}: ${JSON.stringify(document.source.text)}`);
    }
  }
  expect(found).toBeGreaterThan(3000);
});
