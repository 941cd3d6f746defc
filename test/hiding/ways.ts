/** A ServiceEntry of namespace "shop" that opens a host. */
export interface OpenedHost {
  readonly name: string;
  readonly host: string;
}

export type Files = Readonly<Record<string, string | Buffer>>;

/** A way in which a file may hold the object. */
export interface Way {
  readonly title: string;
  readonly write: (opened: OpenedHost) => Files;
  /**
   * What becomes of it: `read` as its plain form is; `passed over`, which is a finding where it changed; `unknown`, since a later step fills it
   * in; or `refused`, with exit 2.
   */
  readonly ends: 'read' | 'passed over' | 'unknown' | 'refused';
  /**
   * A harmless form of the same, for `unknown` and `refused`.
   * @default - for `read` the same form of what is in the older tree plainly; for `passed over` the same in both trees
   */
  readonly twin?: (opened: OpenedHost) => Files;
}

const API = 'apiVersion: networking.istio.io/v1\n';
const KIND = 'kind: ServiceEntry\n';
const SPEC = 'resolution: NONE, location: MESH_EXTERNAL, ports: [{number: 443, name: https, protocol: TLS}]';
const meta = ({ name }: OpenedHost, more = '') => `metadata: {name: ${name}, namespace: shop${more}}\n`;
const spec = ({ host }: OpenedHost, more = '') => `spec: {hosts: [${host}], ${SPEC}${more}}\n`;

/** The object, as it is mostly written. */
export function plainly(opened: OpenedHost): string {
  return API + KIND + meta(opened) + spec(opened);
}

const inFile = (text: (opened: OpenedHost) => string | Buffer, name = 'e.yaml') => (opened: OpenedHost): Files => ({ [name]: text(opened) });
const way = (title: string, text: (opened: OpenedHost) => string | Buffer, ends: Way['ends'] = 'read', twin?: (opened: OpenedHost) => string): Way =>
  ({ title, write: inFile(text), ends, ...twin && { twin: inFile(twin) } });
/** With the kind written so. */
const kind = (title: string, written: string): Way => way(`kind as ${title}`, (opened) => API + written + meta(opened) + spec(opened));
/** The same behind the metadata, which hold an annotation. */
const kindBehind = (title: string, annotation: string, written: string): Way =>
  way(`kind as ${title}`, (opened) => API + meta(opened, `, annotations: ${annotation}`) + written + spec(opened));
const file = (title: string, name: string, ends: Way['ends'] = 'read'): Way => ({ title, write: inFile(plainly, name), ends });
const json = ({ name, host }: OpenedHost) => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'ServiceEntry',
  metadata: { name, namespace: 'shop' },
  spec: { hosts: [host], resolution: 'NONE', location: 'MESH_EXTERNAL', ports: [{ number: 443, name: 'https', protocol: 'TLS' }] },
});
const asJson = (title: string, text: (written: string) => string): Way => ({ title: `JSON ${title}`, write: inFile((opened) => text(JSON.stringify(json(opened))), 'e.json'), ends: 'read' });
const indented = (text: string, by = '  ') => text.replace(/^(?=.)/gm, by);
const utf16 = (opened: OpenedHost) => Buffer.from(`\ufeff${plainly(opened)}`, 'utf16le');

/** Where the key of a map may be, so that a scan for `kind:` does not see it. */
export const KINDS: readonly Way[] = [
  kind('it is mostly written', KIND),
  kind('a key in quotes', '"kind": ServiceEntry\n'), kind('a key in single quotes', "'kind': ServiceEntry\n"),
  kind('a key with spaces before the colon', 'kind   : ServiceEntry\n'), kind('a key with a tab before the colon', 'kind\t: ServiceEntry\n'),
  kind('a key behind "?"', '? kind\n: ServiceEntry\n'), kind('a key behind "?" and a comment', '? # c\n  kind\n: ServiceEntry\n'),
  kind('a key behind "?" and a tag', '? !!str kind\n: ServiceEntry\n'), kind('a key behind "?" and an anchor', '? &a kind\n: ServiceEntry\n'),
  kind('a literal key', '? |-\n  kind\n: ServiceEntry\n'), kind('a folded key', '? >-\n  kind\n: ServiceEntry\n'),
  kind('a key with a tag', '!!str kind: ServiceEntry\n'), kind('a key with an anchor', '&a kind: ServiceEntry\n'),
  kindBehind('an alias', '{k: &k kind}', '*k : ServiceEntry\n'), kindBehind('an alias behind "?"', '{k: &k kind}', '? *k\n: ServiceEntry\n'),
  kind('an escape of two digits', '"\\x6bind": ServiceEntry\n'), kind('an escape of four digits', '"k\\u0069nd": ServiceEntry\n'), kind('an escape of eight digits', '"\\U0000006bind": ServiceEntry\n'),
  kind('a key over two lines', '? "ki\\\n  nd"\n: ServiceEntry\n'), kind('base64', '!!binary a2luZA==: ServiceEntry\n'), kind('base64 with an escaped tag', '!!bin%61ry a2luZA==: ServiceEntry\n'),
  kind('base64 with a long tag', '!<tag:yaml.org,2002:binary> a2luZA==: ServiceEntry\n'),
  kind('a value on the next line', 'kind:\n  ServiceEntry\n'), kind('a value behind a comment', 'kind: # c\n  ServiceEntry\n'), kind('a folded value', 'kind: >-\n  ServiceEntry\n'),
  kind('a literal value', 'kind: |-\n  ServiceEntry\n'), kind('a value over two lines', 'kind: "Service\\\n  Entry"\n'), kind('an escaped value', 'kind: "\\x53erviceEntry"\n'),
  kind('a value with a tag', 'kind: !!str ServiceEntry\n'), kind('a value with an anchor', 'kind: &k ServiceEntry\n'), kind('a value in base64', 'kind: !!binary U2VydmljZUVudHJ5\n'),
  kindBehind('an alias as value', '{k: &k ServiceEntry}', 'kind: *k\n'), kindBehind('a merged map', '&m {kind: ServiceEntry}', '<<: *m\n'), kind('a merged map in its place', '<<: {kind: ServiceEntry}\n'),
  kind('the later of two keys', 'kind: ConfigMap\nkind: ServiceEntry\n'),
  way('kind behind "?" in brackets', ({ name, host }) => `# c\n{apiVersion: networking.istio.io/v1, ?kind : ServiceEntry, metadata: {name: ${name}, namespace: shop},\n spec: {hosts: [${host}], ${SPEC}}}\n`),
  way('kind in brackets over lines', ({ name, host }) => `# c\n{apiVersion: networking.istio.io/v1,\nkind: ServiceEntry, metadata: {name: ${name}, namespace: shop},\nspec: {hosts: [${host}], ${SPEC}}}\n`),
];

/** Lists, whose items are applied. */
export const LISTS: readonly Way[] = [
  way('an item of a List', (opened) => `apiVersion: v1\nkind: List\nitems:\n-\n${indented(plainly(opened))}`),
  way('an item of a List of a List', (opened) => `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: List\n  items:\n  -\n${indented(plainly(opened), '    ')}`),
  way('an item without a kind in a list of its kind', (opened) => `${API}kind: ServiceEntryList\nitems:\n-\n${indented(meta(opened) + spec(opened))}`),
  way('an item with a kind in a list of its kind', (opened) => `${API}kind: ServiceEntryList\nitems:\n-\n${indented(plainly(opened))}`),
  way('an item of what is no list by its kind', (opened) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\nitems:\n-\n${indented(plainly(opened))}`),
  way('an item without a kind of one of its kind', (opened) => `${API}${KIND}metadata: {name: x}\nitems:\n-\n${indented(meta(opened) + spec(opened))}`),
  way('an item whose kind is null', (opened) => `${API}kind: ServiceEntryList\nitems:\n- kind: null\n  apiVersion: ""\n${indented(meta(opened) + spec(opened))}`),
  way('an item whose kind is a number', (opened) => `${API}kind: ServiceEntryList\nitems:\n- kind: 5\n${indented(meta(opened) + spec(opened))}`),
  way('a list of its kind behind "?"', (opened) => `${API}? kind\n: ServiceEntryList\nitems:\n-\n${indented(meta(opened) + spec(opened))}`),
];

export const JSON_WAYS: readonly Way[] = [
  asJson('on one line', (text) => text),
  asJson('with a line break before the colon', (text) => text.replace('"kind":', '"kind"\n:')),
  asJson('with CRLF and tabs before the colon', (text) => text.replace('"kind":', '"kind"\t\r\n\t:')),
  asJson('with an escaped key', (text) => text.replace('"kind"', '"\\u006bind"')),
  asJson('with an escaped slash', (text) => text.replace('networking.istio.io/v1', 'networking.istio.io\\/v1')),
  asJson('with an emoji as YAML does not have it', (text) => text.replace('"metadata":{', '"metadata":{"annotations":{"a":"\\ud83d\\ude00"},')),
  asJson('behind JSON', (text) => `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x","namespace":"shop"}}${text}`),
];

/** What goes on, or ends, otherwise than in YAML 1.2. */
export const LINES: readonly Way[] = [
  way('lines that end in CRLF', (opened) => plainly(opened).replaceAll('\n', '\r\n')), way('lines that end in CR', (opened) => plainly(opened).replaceAll('\n', '\r')),
  ...([['NEL', '\u0085'], ['LS', '\u2028'], ['PS', '\u2029']] as const).flatMap(([name, line]) => [
    way(`lines that end in ${name}`, (opened) => plainly(opened).replaceAll('\n', line)),
    way(`a comment that ends in ${name}`, (opened) => `${API}# note${line}${KIND}${meta(opened)}${spec(opened)}`),
    way(`a host behind a comment that ends in ${name}`, (opened) => `${API}${KIND}${meta(opened)}spec:\n  hosts:\n  - ${opened.host} # note${line}  ports: [{number: 443, name: https, protocol: TLS}]\n  resolution: NONE\n`),
    way(`a comment beside the separator that ends in ${name}`, (opened) => `--- # note${line}${plainly(opened)}`),
  ]),
  way('single quotes that go on in the column of the key', (opened) => `${API}${KIND}metadata:\n  name: ${opened.name}\n  namespace: shop\n  annotations:\n    note: 'one\n    two'\n${spec(opened)}`),
  way('double quotes that go on in the first column', (opened) => `${API}${KIND}metadata:\n  name: ${opened.name}\n  namespace: shop\n  annotations:\n    note: "one\ntwo"\n${spec(opened)}`),
  way('a colon without white space in brackets', (opened) => `${API}${KIND}${meta(opened, ', annotations: {a:, "b": x:y}')}${spec(opened)}`),
  way('brackets that close in the column of their key', (opened) => `${API}${KIND}${meta(opened)}spec: {\n  hosts: [${opened.host}],\n  ${SPEC}\n}\n`),
  way('a first line that is indented more than what follows', (opened) => `${indented(plainly(opened))}apiVersion: v1\nkind: ConfigMap\n`),
  way('text behind "..."', (opened) => `${plainly(opened)}...\nkind: ConfigMap\n`),
  way('a byte order mark', (opened) => `\ufeff${plainly(opened)}`), way('a byte order mark behind a separator', (opened) => `# c\n---\n\ufeff${plainly(opened)}`),
  way('UTF-16', utf16), way('UTF-16, the higher byte first', (opened) => utf16(opened).swap16()),
];

/** Text that looks like a template, and text that is one. */
export const TEMPLATES: readonly Way[] = [
  way('braces in quotes that go on in the first column', (opened) => `${API}${KIND}metadata:\n  name: ${opened.name}\n  namespace: shop\n  annotations:\n    note: "see\n{{ the docs }}"\n${spec(opened)}`),
  way('braces in a block scalar', (opened) => `${API}${KIND}metadata:\n  name: ${opened.name}\n  namespace: shop\n  annotations:\n    note: |\n      {{ the docs }}\n      {% if %}\n${spec(opened)}`),
  way('braces in a comment', (opened) => `# {{ x }} {% y %}\n${plainly(opened)}`),
  way('a template of Helm', (opened) => `{{- if .Values.on }}\n${plainly(opened)}{{- end }}\n`, 'passed over'), way('a template of Helm alone', ({ name }) => `{{ include "${name}" . }}\n`, 'passed over'),
  way('a template of Jinja', (opened) => `{% if on %}\n${plainly(opened)}{% endif %}\n`, 'passed over'),
  way('an action beside a limit', (opened) => `${plainly(opened)}# {{ x }}\nmore: ${'['.repeat(500)}${']'.repeat(500)}\n`, 'refused', (opened) => `${plainly(opened)}# {{ x }}\nmore: ${'['.repeat(300)}${']'.repeat(300)}\n`),
  way('an action beside metadata that are no map', ({ host }) => `${API}${KIND}metadata: [x] # {{ x }}\nspec: {hosts: [${host}]}\n`, 'refused', (opened) => `# {{ x }}\n${plainly(opened)}`),
  way('an action beside aliases beyond measure', (opened) => `${plainly(opened)}a0: &a0 [x, x, x, x, x, x, x, x, x] # {{ x }}\n${Array.from({ length: 9 }, (_, i) => `b${i}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]\n`).join('')}`, 'refused',
    (opened) => `${plainly(opened)}a0: &a0 [x, x] # {{ x }}\nb: *a0\n`),
  way('brackets that are not closed before an action', (opened) => `${plainly(opened)}more: [\n\n\n{{ x }}\n`, 'passed over'),
];

/** What a later step fills in. */
export const FILLED_IN: readonly Way[] = [
  way('a variable of Flux as namespace', (opened) => API + KIND + meta(opened).replace('shop', '"${NS}"') + spec(opened), 'unknown', (opened) => plainly(opened).replace('namespace: shop', 'namespace: shop, annotations: {note: "${X}"}')),
  way('a variable of Flux as name', (opened) => API + KIND + meta({ ...opened, name: '"${NAME:=x}"' }) + spec(opened), 'unknown', plainly),
  way('a variable of Flux as host', (opened) => plainly({ ...opened, host: '"${HOST}"' }), 'unknown', plainly), way('a variable of envsubst as host', (opened) => plainly({ ...opened, host: '$HOST' }), 'unknown', plainly),
  way('a variable in a port', (opened) => plainly(opened).replace('443', '"${PORT}"'), 'unknown', plainly), way('a variable in exportTo', (opened) => plainly(opened).replace('resolution', 'exportTo: ["${NS}"], resolution'), 'unknown', plainly),
  way('a variable as a key', (opened) => plainly(opened).replace('resolution', 'workloadSelector: {labels: {"${APP}": x}}, resolution'), 'unknown', plainly),
  way('a variable as kind', (opened) => `${API}kind: \${KIND}\n${meta(opened)}${spec(opened)}`, 'unknown', plainly),
  way('a variable of kustomize as host', (opened) => plainly({ ...opened, host: '$(HOST)' }), 'unknown', plainly),
  way('an action of Jinja as host', (opened) => plainly({ ...opened, host: '"{{ host }}"' }), 'unknown', plainly),
  way('a host that SOPS has encrypted', (opened) => `${plainly({ ...opened, host: '"ENC[AES256_GCM,data:x]"' })}sops: {mac: x}\n`, 'unknown', plainly),
  way('the key of SOPS on a plain object', (opened) => `${plainly(opened)}sops: {mac: x}\n`), way('an annotation that SOPS has encrypted', (opened) => `${API}${KIND}${meta(opened, ', annotations: {a: "ENC[AES256_GCM,data:x]"}')}${spec(opened)}sops: {lastmodified: x}\n`),
  way('a kind that SOPS has encrypted', (opened) => `${API}kind: ENC[AES256_GCM,data:x]\n${meta(opened)}${spec(opened)}sops: {mac: x}\n`, 'passed over'),
  way('a file of git-crypt', ({ name }) => Buffer.from(`\0GITCRYPT\0${name}\xff`, 'latin1'), 'passed over'),
];

/** Files that a look at the folder may miss. */
export const FILES: readonly Way[] = [
  file('a file whose name begins with a dot', '.e.yaml'), file('a file whose name is an ending', '.yaml'), file('a file that ends in .yml', 'e.yml'), file('YAML in a file of JSON', 'e.json'), file('a file deep below', 'a/b/c/e.yaml'),
  file('a hidden folder', '.a/e.yaml', 'passed over'), file('a hidden folder deep below', 'a/.b/c/.d/e.yaml', 'passed over'), file('node_modules', 'node_modules/x/e.yml', 'passed over'),
  file('node_modules in a hidden folder', '.a/node_modules/e.json', 'passed over'),
];

/** Bytes that no command reads. */
export const REFUSED: readonly Way[] = [
  way('a control character', (opened) => `${plainly(opened)}# \u0001\n`, 'refused', plainly), way('a byte that is no UTF-8', (opened) => Buffer.concat([Buffer.from(plainly(opened)), Buffer.from([0x23, 0xff])]), 'refused', plainly),
  way('two byte order marks', (opened) => `\ufeff\ufeff${plainly(opened).replace(/\n(?=.)/g, '\nx')}`, 'refused', (opened) => `\ufeff${plainly(opened)}`),
  way('content beside the separator', (opened) => `--- a: b\n${plainly(opened)}`, 'refused', (opened) => `--- # a\n${plainly(opened)}`),
  way('a key that kubectl refuses', (opened) => `${plainly(opened)}~: x\n`, 'refused', (opened) => `${plainly(opened)}"~": x\n`),
];

export const WAYS: readonly Way[] = [...KINDS, ...LISTS, ...JSON_WAYS, ...LINES, ...TEMPLATES, ...FILLED_IN, ...FILES, ...REFUSED];
