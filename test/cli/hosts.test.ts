import { type } from './transcript';
import { ExternalHosts } from '../../src';

test('the hosts that pods call, one a line', async () => {
  const { stdout, exitCode } = await type('hosts');
  expect(stdout).toBe(ExternalHosts.calledByPods().hosts.map((host) => `${host}\n`).join(''));
  expect(exitCode).toBe(0);
});

test.each([['pods', ExternalHosts.calledByPods()], ['page', ExternalHosts.onIstioPage()], ['table', ExternalHosts.inTable()]])(
  '--list %s is the list of the construct', async (list, { hosts }) => {
    expect((await type(`hosts --list ${list}`)).stdout.trimEnd().split('\n')).toEqual(hosts);
  });

test('as JSON with the day of the list, the region, and who calls each', async () => {
  const { stdout } = await type('hosts --format json --list table --app-url app.eu.example.com');
  const { asOf, region, hosts } = JSON.parse(stdout) as { asOf: string; region: string; hosts: { host: string; neededBy: string }[] };
  expect([asOf, region, hosts.length]).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d$/), 'us-east-1', 12]);
  expect(hosts[0]).toMatchObject({ host: 'app.eu.example.com', neededBy: 'pod' });
  expect(hosts.filter(({ neededBy }) => neededBy !== 'pod').map(({ host }) => host)).toEqual(['gcr.io', 'speedscale.github.io']);
});

test('another region is warned of on stderr, and prints', async () => {
  const { stdout, stderr, exitCode } = await type('hosts --region eu-west-1');
  expect(stdout).toContain('firehose.eu-west-1.amazonaws.com');
  expect([stderr, exitCode]).toEqual([expect.stringContaining('region-not-documented'), 0]);
});

test.each([['--region Frankfurt', 'region-not-a-name'], ['--app-url https://app.speedscale.com', 'host-not-a-name']])(
  '%s is refused, exit 2, nothing on stdout', async (option, id) => {
    expect(await type(`hosts ${option}`)).toEqual({ stdout: '', stderr: expect.stringContaining(id), exitCode: 2 });
  });

test('it ends with the next command', async () => {
  expect((await type('hosts')).stderr).toMatch(/next: cdk8s-speedscale synth/);
});
