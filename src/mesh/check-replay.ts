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

/** A duration of Go that is not negative (its time.ParseDuration). */
const DURATION = /^(?:0|(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/;

/** What is wrong with a replay, by the rules of its CustomResourceDefinition (operator chart 2.5.602), or may surprise. */
export function checkReplay({ snapshotId, testConfigId, timeout, ttlAfterReady, workloads = [] }: ReplayRequest): readonly Finding[] {
  const filled = (field: string, value: string) => value.trim() === '' ? [finding('replay-value-empty', { field })] : [];
  const duration = (field: string, value: string | undefined) => value === undefined || DURATION.test(value) ? [] : [finding('replay-not-a-duration', { field, value })];
  const tests = workloads.flatMap((workload) => workload.tests ?? []);
  const mocked = workloads.filter(({ customUri, mocks = [] }) => customUri !== undefined && mocks.length > 0);
  return [
    ...filled('snapshotId', snapshotId),
    ...filled('testConfigId', testConfigId),
    ...workloads.flatMap(({ ref, customUri }) => [...(ref === undefined ? [] : filled('name', ref.name)), ...(customUri === undefined ? [] : filled('uri', customUri))]),
    ...duration('timeout', timeout),
    ...duration('ttlAfterReady', ttlAfterReady),
    ...tests.flatMap((test, index) => tests.indexOf(test) === index ? [] : [finding('replay-test-listed-twice', { test })]),
    ...mocked.map(({ customUri }) => finding('replay-mocks-without-workload', { uri: customUri! })),
    ...(ttlAfterReady === undefined ? [] : [finding('replay-runs-again', { ttl: ttlAfterReady })]),
  ];
}
