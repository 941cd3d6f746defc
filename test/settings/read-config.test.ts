import { readFileSync } from 'node:fs';
import { ConfigSource } from '../../src/settings/merge-configs';
import { readConfig } from '../../src/settings/read-config';
import { resolveConfig } from '../../src/settings/resolve-config';

const HEAD = 'apiVersion: cdk8s-speedscale/v1alpha1\nkind: SpeedscaleOnIstio\n';
const ids = (text: string | Buffer) => readConfig(text, 's.yaml').findings.map(({ id }) => id);
const source = (text: string, file = 's.yaml'): ConfigSource => readConfig(text, file).source!;
/** The findings of config files, the n-th named n.yaml. */
const found = (first: string, ...others: string[]) =>
  resolveConfig([source(HEAD + first, '0.yaml'), ...others.map((text, index) => source(HEAD + text, `${index + 1}.yaml`))]).findings
    .map(({ id, place: { file, line, column } }) => `${id} ${file}:${line}:${column}`);

test('the example of docs/settings.md has nothing wrong', () => {
  const [, example] = /```yaml\n([^]*?)```/.exec(readFileSync('docs/settings.md', 'utf8'))!;
  expect([ids(example), resolveConfig([source(example)]).findings]).toEqual([[], []]);
});

describe('what is a config file', () => {
  test.each<[string, string | Buffer, string[]]>([
    ['an empty file', '', ['settings-not-one-document']],
    ['a file of comments', '# nothing\n---\n', ['settings-not-one-document']],
    ['two documents', `${HEAD}spec: {}\n---\n${HEAD}spec: {}\n`, ['settings-not-one-document']],
    ['YAML that cannot be read', 'spec: [', ['document-not-yaml']],
    ['bytes that are no UTF-8', Buffer.from([0x41, 0xff, 0xfe]), ['file-not-utf-8']],
    ['a template', 'spec: {{ .Values.spec }}', ['settings-are-a-template']],
    ['a key that is there twice', `${HEAD}spec:\n  emit: []\n  "emit": [sidecars]\n`, ['settings-key-twice']],
    ['one document', `---\n${HEAD}spec: {}\n`, []],
    ['JSON', '{"apiVersion": "cdk8s-speedscale/v1alpha1", "kind": "SpeedscaleOnIstio", "spec": {}}', []],
  ])('%s', (_, text, expected) => {
    expect(ids(text)).toEqual(expected);
  });
});

test('findings name the line and column: of a key that does not exist, of a value that is wrong, of the map that lacks one', () => {
  expect(found('spec:\n  namespaces:\n    - name: shop\n      replays: true\n      sidecar: atuo\n    - replay: "yes"\n')).toEqual([
    'settings-key-unknown 0.yaml:6:7', 'settings-value-not-known 0.yaml:7:16', 'settings-key-missing 0.yaml:8:7', 'settings-value-of-wrong-type 0.yaml:8:15',
  ]);
});

test('a release that YAML reads as a number is told to be put in quotes', () => {
  const [only] = resolveConfig([source(`${HEAD}spec: { istio: { version: 1.30 } }`)]).findings;
  expect([only.id, only.fix]).toEqual(['settings-value-of-wrong-type', expect.stringContaining('quotes')]);
});

test('a key with nothing after it is found at the key', () => {
  expect(found('spec:\n  speedscale:\n')).toEqual(['settings-value-of-wrong-type 0.yaml:4:3']);
});

test('of files laid over each other, a finding names the one that has the value', () => {
  expect(found(
    'spec:\n  istio: { version: "1.x" }\n  namespaces:\n  - { name: shop, sidecar: never }\n',
    'spec:\n  speedscale: { appUrl: "a b" }\n  namespaces:\n  - { name: bank }\n  - { name: shop, egress: [x] }\n',
  )).toEqual(['istio-version-not-a-release 0.yaml:4:21', 'host-not-a-name 1.yaml:4:25', 'egress-host-not-namespaced 1.yaml:7:28']);
});

test('aliases and merge keys are read as kubectl reads them, and found where they stand', () => {
  expect(found('spec:\n  namespaces:\n    - &shop { name: shop, egress: [x] }\n    - <<: *shop\n      name: cart\n')).toEqual([
    'egress-host-not-namespaced 0.yaml:5:36', 'egress-host-not-namespaced 0.yaml:5:36',
  ]);
});

test('__proto__ is a key that does not exist', () => {
  expect(found('spec:\n  __proto__: { namespaces: [] }\n')).toEqual(['settings-key-unknown 0.yaml:4:3']);
});
