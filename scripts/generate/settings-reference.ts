import { defaultOf, Schema } from './typed-schema';

/** Each map of the config file: its type, and every way by which it is reached. */
interface Section {
  readonly name: string;
  readonly paths: readonly string[];
}

/** The reference of the config file's keys, as Markdown: one table for each map, in the order in which the file reaches them. */
export function settingsReference({ definitions = {} }: Schema, root: string): string {
  return sections(definitions, root).map(({ name, paths }) => table(definitions, definitions[name], paths)).join('\n');
}

function sections(definitions: Readonly<Record<string, Schema>>, root: string): readonly Section[] {
  const found = new Map<string, string[]>();
  const visit = (name: string, path: string): void => {
    found.set(name, [...found.get(name) ?? [], path]);
    for (const [key, schema] of Object.entries(definitions[name].properties ?? {})) {
      const at = path === '' ? key : `${path}.${key}`;
      const inside = refName(schema) ?? refName(schema.items ?? {});
      if (inside !== undefined && definitions[inside].properties !== undefined) visit(inside, schema.items === undefined ? at : `${at}[]`);
    }
  };
  visit(root, '');
  return [...found].map(([name, paths]) => ({ name, paths }));
}

function table(definitions: Readonly<Record<string, Schema>>, map: Schema, paths: readonly string[]): string {
  const { description, properties = {}, required = [] } = map;
  const rows = Object.entries(properties).map(([key, schema]) => {
    const stated = required.includes(key) ? '**required**' : defaultOf(schema) ?? '';
    return `| \`${key}\` | ${typeOf(definitions, schema)} | ${cell(stated)} | ${cell(schema.description ?? '')} |`;
  });
  const title = paths[0] === '' ? 'The file' : paths.map((path) => `\`${path}\``).join(' and ');
  return [`### ${title}`, '', description, '', '| key | type | default | meaning |', '|---|---|---|---|', ...rows, ''].join('\n');
}

function typeOf(definitions: Readonly<Record<string, Schema>>, schema: Schema): string {
  const name = refName(schema);
  if (name !== undefined) return typeOf(definitions, definitions[name]);
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (values !== undefined) return values.map((value) => `\`${value}\``).join(', ');
  if (schema.items !== undefined) return `list of ${typeOf(definitions, schema.items).replace('map, below', 'maps, below')}`;
  if (schema.type === 'object') return schema.properties === undefined ? 'map of text' : 'map, below';
  return { string: 'text', boolean: '`true` or `false`', number: 'number', integer: 'number' }[schema.type ?? ''] ?? '';
}

function refName({ $ref }: Schema): string | undefined {
  return $ref?.replace('#/definitions/', '');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
