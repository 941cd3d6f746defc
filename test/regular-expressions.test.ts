import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkSync } from 'recheck';
import * as ts from 'typescript';

const root = resolve(__dirname, '../src');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).sort();

/** Those that take more than linear time, but only on what is short: the source, and what bounds it. */
const BOUNDED: ReadonlyMap<string, string> = new Map();

interface Expression {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

/** Literals, and the places where others are made. */
function expressionsIn(file: string): { readonly literals: readonly Expression[]; readonly made: readonly ts.NewExpression[] } {
  const literals: Expression[] = [];
  const made: ts.NewExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      literals.push({ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    if (ts.isNewExpression(node) && node.expression.getText() === 'RegExp') made.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true));
  return { literals, made };
}

/** The expressions that modules make as they are loaded. */
function madeWhileLoading(modules: readonly string[]): readonly Expression[] {
  const made: Expression[] = [];
  const original = globalThis.RegExp;
  let file = '';
  const recording = new Proxy(original, {
    construct: (target, [pattern, flags]: [string | RegExp, string | undefined]) => {
      const expression = new target(pattern, flags);
      made.push({ file, source: expression.source, flags: expression.flags });
      return expression;
    },
  });
  try {
    globalThis.RegExp = recording;
    jest.isolateModules(() => modules.forEach((module) => {
      file = module;
      jest.requireActual(join(root, module));
    }));
  } finally {
    globalThis.RegExp = original;
  }
  return made;
}

const found = files.map((file) => ({ file, ...expressionsIn(file) }));
const modules = found.filter(({ made }) => made.length > 0).map(({ file }) => file);
const loaded = madeWhileLoading(modules);
const expressions = [...found.flatMap(({ literals }) => literals), ...loaded];
const superLinear = ({ source, flags }: Omit<Expression, 'file'>) => checkSync(source, flags, { timeout: null }).status !== 'safe';

test('no regular expression of src takes more than linear time', () => {
  expect(expressions.length).toBeGreaterThan(100);
  expect(expressions.filter((each) => !BOUNDED.has(each.source) && superLinear(each))).toEqual([]);
  expect([...BOUNDED.keys()].filter((source) => !expressions.some((each) => each.source === source))).toEqual([]);
}, 120_000);

test('one that does is told', () => {
  expect([superLinear({ source: '^(a+)+$', flags: '' }), superLinear({ source: ' +$', flags: '' }), superLinear({ source: '^ +$', flags: '' })]).toEqual([true, true, false]);
});

test('an expression that is put together is so as its module is loaded, or of one that is there', () => {
  const atLoading = found.flatMap(({ made }) => made.filter((node) => !isInFunction(node)));
  expect(loaded).toHaveLength(atLoading.length);
  const later = found.flatMap(({ file, made }) => made.filter((node) => isInFunction(node) && !isCopy(node)).map((node) => `${file}: ${node.getText()}`));
  expect(later).toEqual([]);
});

function isInFunction(node: ts.Node): boolean {
  return ts.findAncestor(node, (above) => ts.isFunctionLike(above)) !== undefined;
}

/** `new RegExp(NAME)` copies an expression, to go through a text with it. */
function isCopy({ arguments: given = ts.factory.createNodeArray() }: ts.NewExpression): boolean {
  return given.length === 1 && ts.isIdentifier(given[0]) && /^[A-Z_]+$/.test(given[0].text);
}
