import { OpenedHost } from './ways';
import { Random } from '../yaml/random';

/** Written so, each of these is the key `kind`; CONTENT stands for what its value is written as. */
const KEYS: readonly string[] = [
  'kind: CONTENT', '"kind": CONTENT', "'kind' : CONTENT", 'kind\t: CONTENT', '? kind\n: CONTENT', '? # c\n  kind\n: CONTENT', '? !!str kind\n: CONTENT', '? &kk kind\n: CONTENT', '? |-\n  kind\n: CONTENT',
  '!!str kind: CONTENT', '*k : CONTENT', '? *k\n: CONTENT', '"\\x6bind": CONTENT', '"k\\u0069nd": CONTENT', '? "ki\\\n  nd"\n: CONTENT', '!!binary a2luZA==: CONTENT', '<<: {kind: CONTENT}', '? "kind"\n: CONTENT',
];
/** Written so, each of these is the kind; those that end in a line stand in no brackets. */
const VALUES: readonly string[] = ['ServiceEntry', '"ServiceEntry"', "'ServiceEntry'", '!!str ServiceEntry', '&v ServiceEntry', '"Service\\x45ntry"', '*v', '!!binary U2VydmljZUVudHJ5', '"Service\\\n   Entry"'];
const BLOCK_VALUES: readonly string[] = ['>-\n   ServiceEntry', '|-\n   ServiceEntry', '# c\n   ServiceEntry', '\n   ServiceEntry'];
const LINE_BREAKS: readonly string[] = ['\n', '\n', '\r\n', '\r', '\u0085', '\u2028', '\u2029'];
const ENCODINGS: readonly ((text: string) => Buffer)[] = [
  (text) => Buffer.from(text), (text) => Buffer.from(`\ufeff${text}`), (text) => Buffer.from(`\ufeff${text}`, 'utf16le'), (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
];
const NAMES: readonly string[] = ['e.yaml', 'e.yml', '.e.yaml', '.yaml', 'a/b/e.json', 'a/.e.yml'];

/** A file that opens a host: its name, and its bytes. Every choice of a seed is one that kubectl reads as the plain form. */
export function composed(seed: number, { name, host }: OpenedHost): readonly [name: string, bytes: Buffer] {
  const random = new Random(seed);
  const key = random.pick(KEYS);
  const value = random.pick(key.startsWith('<<') ? VALUES : [...VALUES, ...BLOCK_VALUES]);
  const annotations = '{k: &k kind, "v": &v ServiceEntry, note: "{{ x }} ${Y}", a:b: c}';
  const parts = [
    'apiVersion: networking.istio.io/v1', `metadata: {name: ${name}, namespace: shop, annotations: ${annotations}}`, key.replace('CONTENT', value),
    `spec: {hosts: [${host}], resolution: NONE, ports: [{number: 443, name: https, protocol: TLS}]}`,
  ];
  if (random.once(3)) parts.splice(random.below(parts.length + 1), 0, '# kind: ConfigMap {{ x }}');
  if (random.once(4)) parts.splice(1, 0, 'kind: ConfigMap');
  let lines = parts.join('\n').split('\n');
  if (random.once(3)) lines = ['apiVersion: v1', 'kind: List', 'items:', '-', ...lines.map((line) => `  ${line}`)];
  if (random.once(3)) lines.push('...', 'kind: [');
  const text = `${lines.join(random.pick(LINE_BREAKS))}\n`;
  const before = random.pick(['', '', '---\n', '# first\n', '--- # c\n', '---\n---\n']);
  return [random.pick(NAMES), random.pick(ENCODINGS)(before + text)];
}
