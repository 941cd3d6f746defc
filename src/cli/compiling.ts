/**
 * The flag of V8 with which a command is optimized soonest, for versions of node that need one; `undefined` for others. A version that
 * does not know a flag says so on stderr. Why, and what it gives: docs/decisions/0070-optimized-in-time.md
 */
export function flagForShortRuns(nodeVersion: string): string | undefined {
  return /^v2[0-3]\./.test(nodeVersion) ? '--max-inlined-bytecode-size-cumulative=100' : undefined;
}
