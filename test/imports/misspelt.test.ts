import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => join('src', file));
const SNIPPET = resolve('src/istio/snippet.ts');

const changed = new Map<string, string>();
const { options, fileNames } = ts.parseJsonConfigFileContent(
  ts.readConfigFile('tsconfig.json', ts.sys.readFile).config, ts.sys, '.', undefined, resolve('tsconfig.json'));
const textOf = (file: string) => changed.get(resolve(file)) ?? ts.sys.readFile(file);
const service = ts.createLanguageService({
  ...ts.sys,
  useCaseSensitiveFileNames: () => true,
  getCompilationSettings: () => options,
  getScriptFileNames: () => [...fileNames, ...changed.keys()],
  getScriptVersion: (file) => changed.get(resolve(file)) ?? '',
  getScriptSnapshot: (file) => ts.ScriptSnapshot.fromString(textOf(file) ?? ''),
  getCurrentDirectory: () => process.cwd(),
  getDefaultLibFileName: ts.getDefaultLibFilePath,
});

/** What the compiler has against a file with such a text. */
function errorsWith(file: string, text: string): readonly string[] {
  changed.set(resolve(file), text);
  try {
    return service.getSemanticDiagnostics(resolve(file)).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  } finally {
    changed.clear();
  }
}

/**
 * The fields of CustomResourceDefinitions that a file writes: each name in an object literal whose type has it from imports/. In a function
 * that returns such a type, a literal that has no type but its own is a hole: its names count too.
 */
function fieldsWritten(file: string): readonly { readonly name: string; readonly start: number; readonly isShort: boolean }[] {
  const program = service.getProgram()!;
  const checker = program.getTypeChecker();
  const isGenerated = (declaration: ts.Declaration) => declaration.getSourceFile().fileName.startsWith(resolve('imports'));
  const returnsGenerated = (node: ts.Node): boolean => {
    if (!ts.isFunctionDeclaration(node) || node.type === undefined) return false;
    const returned = checker.getTypeFromTypeNode(node.type);
    const item = checker.getIndexTypeOfType(returned, ts.IndexKind.Number) ?? returned;
    const spec = item.getProperty('spec');
    const type = spec === undefined ? item : checker.getTypeOfSymbol(spec);
    return type.getProperties().some(({ declarations = [] }) => declarations.some(isGenerated));
  };
  const found: { name: string; start: number; isShort: boolean }[] = [];
  const visit = (node: ts.Node, inside: boolean): void => {
    if ((ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) && ts.isIdentifier(node.name)) {
      const type = checker.getContextualType(node.parent);
      const declared = type === undefined ? [] : checker.getNonNullableType(type).getProperty(node.name.text)?.declarations ?? [];
      const counts = declared.some(isGenerated) || (inside && declared.every((declaration) => declaration === node));
      if (counts) found.push({ name: node.name.text, start: node.name.getStart(), isShort: ts.isShorthandPropertyAssignment(node) });
    }
    ts.forEachChild(node, (child) => visit(child, inside || returnsGenerated(node)));
  };
  visit(program.getSourceFile(resolve(file))!, false);
  return found;
}

const written = sources.flatMap((file) => fieldsWritten(file).map((field) => ({ file, ...field })));

test('the fields that the project writes are found', () => {
  const names = (file: string) => written.filter((field) => field.file === file).map(({ name }) => name);
  expect(names('src/istio/objects/service-entry.ts')).toEqual(expect.arrayContaining(['exportTo', 'hosts', 'location', 'number', 'resolution']));
  expect(names('src/istio/objects/sidecar.ts')).toEqual(expect.arrayContaining(['egress', 'hosts', 'outboundTrafficPolicy']));
  expect(names('src/constructs/egress-sidecar.ts')).toContain('mode');
  expect(names('src/constructs/traffic-replay.ts')).toEqual(expect.arrayContaining(['snapshotId', 'buildTag', 'workloads', 'ref', 'routing']));
});

test.each([...new Set(written.map(({ file }) => file))])('%s compiles', (file) => {
  expect(errorsWith(file, readFileSync(file, 'utf8'))).toEqual([]);
}, 60_000);

test.each(written)('$file does not compile with $name, at $start, misspelt', ({ file, name, start, isShort }) => {
  const text = readFileSync(file, 'utf8');
  const misspelt = `${text.slice(0, start)}${name}z${isShort ? `: ${name}` : ''}${text.slice(start + name.length)}`;
  expect(errorsWith(file, misspelt)).toEqual(expect.arrayContaining([expect.stringContaining(`'${name}z'`)]));
}, 60_000);

test.each([
  ['const path: SpecPath<VirtualServiceSpec> = [\'spec\', \'gateways\']', []],
  ['const path: SpecPath<VirtualServiceSpec> = [\'spec\', \'gateway\']', [expect.stringContaining('"gateway"')]],
  ['const location: ServiceEntrySpec[\'location\'] = \'MESH_EXTERNAL\'', []],
  ['const location: ServiceEntrySpec[\'location\'] = \'MESH_EXTERN\'', [expect.stringContaining('"MESH_EXTERN"')]],
])('%s', (line, errors) => {
  const imported = 'import { SpecPath } from \'../kubernetes/manifest\';\nimport { ServiceEntrySpec, VirtualServiceSpec } from \'./manifests\';\n';
  expect(errorsWith(SNIPPET, `${imported}export ${line};\nexport type All = SpecPath<ServiceEntrySpec | VirtualServiceSpec>;`)).toEqual(errors);
});
