import { finding } from '../message/catalogue';
import { Finding } from '../message/message';

/** A replay that was asked for. */
export interface ReplayRequest {
  readonly snapshotId: string;
  readonly testConfigId: string;
  readonly timeout?: string;
  readonly ttlAfterReady?: string;
  readonly workloads?: readonly {
    readonly ref?: { readonly name: string };
    readonly customUri?: string;
    readonly tests?: readonly string[];
    readonly mocks?: readonly string[];
  }[];
}

/** One part of a duration: a number and its unit. The micro sign and the Greek letter both make microseconds. */
const PART = /(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h)/y;

/** What is wrong with a replay, by the rules of its CustomResourceDefinition (operator chart 2.5.602), or may surprise. */
export function checkReplay({ snapshotId, testConfigId, timeout, ttlAfterReady, workloads = [] }: ReplayRequest): readonly Finding[] {
  const filled = (field: string, value: string) => value.trim() === '' ? [finding('replay-value-empty', { field })] : [];
  const duration = (field: string, value: string | undefined) => value === undefined || isDuration(value) ? [] : [finding('replay-not-a-duration', { field, value })];
  const tests = workloads.flatMap((workload) => workload.tests ?? []);
  const mocked = workloads.filter(({ customUri, mocks = [] }) => customUri !== undefined && mocks.length > 0);
  return [
    ...filled('snapshotId', snapshotId),
    ...filled('testConfigId', testConfigId),
    ...workloads.flatMap(({ ref, customUri }) => [...(ref === undefined ? [] : filled('name', ref.name)), ...(customUri === undefined ? [] : filled('uri', customUri))]),
    ...duration('timeout', timeout),
    ...duration('ttlAfterReady', ttlAfterReady),
    ...repeated(tests).map((test) => finding('replay-test-listed-twice', { test })),
    ...mocked.map(({ customUri }) => finding('replay-mocks-without-workload', { uri: customUri! })),
    ...(ttlAfterReady === undefined ? [] : [finding('replay-runs-again', { ttl: ttlAfterReady })]),
  ];
}

/** The items that come after an equal one. */
function repeated(items: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return items.filter((item) => seen.size === seen.add(item).size);
}

/** Whether the text is a duration of Go that is not negative (its time.ParseDuration): only 0 needs no unit. */
function isDuration(text: string): boolean {
  if (text === '0') return true;
  PART.lastIndex = 0;
  let end = 0;
  // Part by part: to repeat a group over a long text overflows the stack.
  while (PART.test(text)) end = PART.lastIndex;
  return end > 0 && end === text.length;
}
