import { Option } from 'commander';
import { collect } from './config-option';
import { Exclusion } from '../files/exclusion';
import { finding } from '../message/catalogue';
import { throwAny } from '../message/input-error';
import { globProblem } from '../settings/glob';

/** `--exclude`, which every command takes that reads manifests. */
export function excludeOption(): Option {
  return new Option('--exclude <glob>', 'do not read files and folders of this form, such as "**/testdata"; may be repeated').argParser(collect).default([], '');
}

/** The globs of the option, seen from the working folder. Throws `glob-not-understood`. */
export function exclusionsOf(globs: readonly string[]): readonly Exclusion[] {
  throwAny(globs.flatMap((glob) => {
    const problem = globProblem(glob);
    return problem === undefined ? [] : [finding('glob-not-understood', { glob, problem })];
  }));
  return globs.map((glob) => ({ glob, from: '.' }));
}
