import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { Schema } from '../../scripts/generate/typed-schema';
import { programOf } from '../../src/cli/run';

/** Options by each of their names, with the values that they take; an empty list stands for any value. */
export type Options = ReadonlyMap<string, readonly string[]>;

const program = programOf({ argv: [], env: {}, version: '', stdin: () => Buffer.from('') }, { stdout: '', stderr: '' }, () => {});

/** commander adds it to each command by itself, and lists it nowhere. */
const HELP = new Option('-h, --help');

function optionsOf(command: Command): Options {
  return new Map([...command.options, HELP].flatMap(({ short, long, argChoices = [] }) =>
    [short, long].flatMap((name) => name === undefined ? [] : [[name, argChoices] as const])));
}

/** The commands that are registered, with their options. */
export const COMMANDS: ReadonlyMap<string, Options> = new Map(program.commands.map((command) => [command.name(), optionsOf(command)]));

/** The options that stand before a command. */
export const PROGRAM_OPTIONS: Options = optionsOf(program);

/** The options of all commands, with every value that one of the commands takes. */
export const ANY_OPTION: Options = merged([...COMMANDS.values(), PROGRAM_OPTIONS]);

function merged(all: readonly Options[]): Options {
  const names = new Set(all.flatMap((options) => [...options.keys()]));
  return new Map([...names].map((name) => {
    const values = all.flatMap((options) => options.has(name) ? [options.get(name)!] : []);
    return [name, values.some(({ length }) => length === 0) ? [] : values.flat()];
  }));
}

const { definitions = {} } = JSON.parse(readFileSync('schema/speedscale.v1alpha1.json', 'utf8')) as Schema;

/** The maps of the settings, by the names of their types. */
export const DEFINITIONS: Readonly<Record<string, Schema>> = definitions;
