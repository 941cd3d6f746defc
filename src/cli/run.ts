import { Command, CommanderError } from 'commander';
import { adoptCommand } from './adopt';
import { checkCommand } from './check';
import { explainCommand } from './explain';
import { hostsCommand } from './hosts';
import { initCommand } from './init';
import { Invocation, Outcome } from './invocation';
import { synthCommand } from './synth';
import { isSystemError, systemReason } from '../files/system-error';
import { finding } from '../message/catalogue';
import { InputError } from '../message/input-error';
import { printed } from '../message/text';

/** A command of the command line: adds itself to the program, and answers through `answer`. */
export type AddCommand = (program: Command, invocation: Invocation, answer: (outcome: Outcome) => void) => void;

const commands: readonly AddCommand[] = [initCommand, hostsCommand, synthCommand, adoptCommand, checkCommand, explainCommand];

/** commander puts the nearest name that it knows on a line of its own, behind the word that it does not know. */
const SUGGESTION = /\n(?=\(Did you mean [^\n]*\)$)/;

/** The program with all its commands; what it prints by itself, such as its help, goes to `written`. */
export function programOf(invocation: Invocation, written: Written, answer: (outcome: Outcome) => void): Command {
  const program = new Command('cdk8s-speedscale')
    .description('Speedscale in an Istio mesh, from Git')
    .version(invocation.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => { written.stdout += text; },
      writeErr: (text) => { written.stderr += text; },
      outputError: (text, write) => write(printed(...text.trimEnd().split(SUGGESTION))),
    });
  for (const add of commands) add(program, invocation, answer);
  program.commands.forEach((command) => command.exitOverride().copyInheritedSettings(program));
  return program;
}

interface Written {
  stdout: string;
  stderr: string;
}

/** The command line as a function: the words and the surroundings in, the texts and the exit code out. */
export async function run(invocation: Invocation): Promise<Outcome> {
  let outcome: Outcome = { stdout: '', stderr: '', exitCode: 0 };
  const written: Written = { stdout: '', stderr: '' };
  const program = programOf(invocation, written, (answered) => { outcome = answered; });
  try {
    await program.parseAsync([...invocation.argv], { from: 'user' });
  } catch (error) {
    return failure(error, written);
  } finally {
    invocation.progress?.end();
  }
  return outcome;
}

/** An error leaves stdout empty; what is no error of the input is a defect of ours, and says so. */
function failure(error: unknown, written: Written): Outcome {
  if (error instanceof CommanderError) {
    // --help and --version end this way too; without a command, the help is an answer to a mistake.
    return error.exitCode === 0 ? { ...written, exitCode: 0 } : { stdout: '', stderr: written.stderr, exitCode: 2 };
  }
  if (error instanceof InputError) return { stdout: '', stderr: printed(...error.findings), exitCode: 2 };
  if (isSystemError(error)) {
    const found = finding('file-operation-failed', { path: error.path ?? '', reason: systemReason(error) }, error.path === undefined ? {} : { file: error.path });
    return { stdout: '', stderr: printed(error.syscall === 'uv_cwd' ? finding('working-folder-gone', {}) : found), exitCode: 2 };
  }
  const defect = `this is a defect of cdk8s-speedscale: ${(error as Error).message}`;
  return { stdout: '', stderr: printed(defect, '  fix: report it, with the command and the input that led to it'), exitCode: 2 };
}
