import { spawnSync } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';
import { readStream } from '../../../src/yaml/read';
import { ReadingProblem } from '../../../src/yaml/reading-problem';

/** What a document is read as: its value, or that it is refused. */
export type Reading = { readonly value: unknown } | { readonly error: string };

/** Whether Go is there to build the judge. */
export const hasGo = spawnSync('go', ['version']).status === 0;

/** Builds the judge, and gives its path. Throws what Go says where it does not. */
export function buildJudge(): string {
  const { status, stderr } = spawnSync('go', ['build', '-o', '.bin/judge', '.'], { cwd: __dirname, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the judge does not build:\n${stderr}`);
  return `${__dirname}/.bin/judge`;
}

/** How sigs.k8s.io/yaml reads the documents of each stream. */
export function judged(judge: string, streams: readonly string[]): readonly (readonly Reading[])[] {
  const input = streams.map((stream) => `${Buffer.from(stream).toString('base64')}\n`).join('');
  const { stdout } = spawnSync(judge, { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
  return stdout.split('\n').slice(0, -1).map((line) => JSON.parse(line) as readonly Reading[]);
}

/** How the documents of a stream are read here. */
export function readHere(stream: string): readonly Reading[] {
  return [...new Set([...readStream(Buffer.from(stream))].map(({ source }) => source))].map((source) => {
    try {
      return { value: JSON.parse(JSON.stringify(source.content()?.value ?? null)) as unknown };
    } catch (error) {
      if (error instanceof ReadingProblem) return { error: error.id };
      throw error;
    }
  });
}

/** Where the judge's answers to the streams of the first seeds are kept, for `npm test`, which needs no Go. */
export const ANSWERS = `${__dirname}/answers.jsonl`;

/** What is known to differ, each with its reason in docs/decisions/0020-values-as-kubectl-reads-them.md. */
const KNOWN: readonly RegExp[] = [
  // A directive above the first separator is passed over here.
  /^\s*(?:#.*\n\s*)*%/,
  // `...` right behind a separator.
  /(?:^|\n)---[^\n]*\n(?:\s*(?:#[^\n]*)?\n)*\s*\.\.\./,
  // Byte order marks: two of them, one behind the first separator, and one before it.
  /\ufeff\ufeff|^---[^\n]*\n\ufeff|^\ufeff---/,
  // JSON behind JSON, of which sigs.k8s.io/yaml alone would read the first.
  /\}\s*\{/,
];

export function isKnownToDiffer(stream: string): boolean {
  return KNOWN.some((form) => form.test(stream));
}

/** What differs between two readings of a stream: `undefined` where nothing does. Documents that hold nothing do not count. */
export function difference(ours: readonly Reading[], theirs: readonly Reading[]): 'value' | 'refused-here' | 'refused-there' | 'documents' | undefined {
  const [here, there] = [ours, theirs].map((readings) => readings.filter((reading) => !('value' in reading && reading.value === null)));
  for (let index = 0; index < Math.max(here.length, there.length); index++) {
    const [our, their] = [here[index], there[index]];
    if (our === undefined || their === undefined) return 'documents';
    if ('error' in our !== 'error' in their) return 'error' in our ? 'refused-here' : 'refused-there';
    if ('value' in our && 'value' in their && !isDeepStrictEqual(our.value, their.value)) return 'value';
  }
  return undefined;
}
