import { Invocation } from './invocation';
import { printable } from '../message/printable';
import { digest } from '../report/fingerprint';

/**
 * A unified diff as it goes to stdout: byte for byte, so that it can be applied. On a terminal nobody applies it, and a person looks at it:
 * there it is printed as other text of the input is. Where GitHub Actions records what is printed, lines of the manifests must not
 * become its workflow commands: it is told to stop looking for them. What stands around a diff is left out when it is applied.
 */
export function shownDiff(diff: string, { isTerminal = false, env }: Pick<Invocation, 'isTerminal' | 'env'>): string {
  if (diff === '') return '';
  if (isTerminal) return diff.split('\n').map((line) => line.split('\t').map(printable).join('\t')).join('\n');
  if (env.GITHUB_ACTIONS !== 'true') return diff;
  // A line of the diff would have to hold the hash of the whole diff to end the pause.
  const token = digest(diff);
  return `::stop-commands::${token}\n${diff}::${token}::\n`;
}
