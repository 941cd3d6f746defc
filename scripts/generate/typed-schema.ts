import { createGenerator } from 'ts-json-schema-generator';
import * as captureOptions from '../../src/settings/capture-options';
import * as meshSettings from '../../src/settings/mesh-settings';

/** A schema of JSON Schema, as far as the generator of ours writes it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly description?: string;
  readonly default?: unknown;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** The type of the config file. */
export const TYPE = 'SpeedscaleConfig';

/** The enums that a default may name. */
const enums = { ...captureOptions, ...meshSettings } as unknown as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;

/** The schema of the config file as ts-json-schema-generator reads it off the type; `@default` is prose under `default`. */
export function schemaOfType(): Schema {
  const generator = createGenerator({
    path: 'src/settings/config-file.ts',
    tsconfig: 'tsconfig.dev.json',
    type: TYPE,
    additionalProperties: false,
    skipTypeCheck: true,
  });
  return generator.createSchema(TYPE) as Schema;
}

/** What `@default` says, as the reader of a YAML file knows it: without the dash of jsii, the values of enums for their members. */
export function defaultOf({ default: stated }: Schema): string | undefined {
  if (stated === undefined) return undefined;
  const prose = typeof stated === 'string' ? stated : JSON.stringify(stated);
  return prose.replace(/^- /, '').replace(/\b(\w+)\.([A-Z][A-Z_]+)\b/g, (member, name: string, key: string) =>
    enums[name]?.[key] ?? member);
}
