import { define } from './message';

/** Messages about TrafficReplay. */
export const replayMessages = {
  'replay-value-empty': define({
    severity: 'error',
    example: { field: 'snapshotId' },
    fact: ({ field }) => `"${field}" is empty`,
    fix: ({ field }) => `give "${field}" a value`,
  }),
  'replay-not-a-duration': define({
    severity: 'error',
    example: { field: 'ttlAfterReady', value: '1 day' },
    fact: ({ field, value }) => `"${field}" is "${value}", which is not a duration`,
    fix: () => 'write it as Go does, for example "90s", "10m" or "1h30m"',
  }),
  'replay-test-listed-twice': define({
    severity: 'error',
    example: { test: '*' },
    fact: ({ test }) => `the test "${test}" is listed twice, and Speedscale takes each once across all workloads`,
    fix: () => 'keep it in one of the workloads',
  }),
  'replay-mocks-without-workload': define({
    severity: 'error',
    example: { uri: 'http://shop.example.com' },
    fact: ({ uri }) => `"${uri}" has mocks, and only a workload of the cluster can have its calls answered by them`,
    fix: () => 'refer to the workload, or take the mocks out',
  }),
  'replay-namespace-not-listed': define({
    severity: 'error',
    example: { namespace: 'shop', mesh: 'app/speedscale' },
    fact: ({ namespace, mesh }) => `the replay runs in "${namespace}", and "${mesh}" does not list it with "replay: true": its pods could not call Speedscale`,
    fix: ({ namespace }) => `add { name: "${namespace}", replay: true } to the mesh's namespaces`,
  }),
  'replay-runs-again': define({
    severity: 'warning',
    example: { ttl: '10m' },
    fact: ({ ttl }) => `the operator deletes the replay "${ttl}" after it is ready, and a GitOps tool that heals itself creates it again: it runs again and again`,
    fix: () => 'leave "ttlAfterReady" out, or start the replay from CI or from a PostSync job',
  }),
};
