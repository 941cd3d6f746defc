import { existsSync, readFileSync } from 'node:fs';
import { ExternalHosts } from '../../src';
import { SPEEDSCALE_HOSTS } from '../../src/speedscale/hosts';
import { thrownIds } from '../message/ids';

const facts = '../shared/facts/speedscale-hosts.json';

test('the three lists hold what their names say', () => {
  const [pods, page, table] = [ExternalHosts.calledByPods(), ExternalHosts.onIstioPage(), ExternalHosts.inTable()].map(({ hosts }) => hosts);
  expect([pods.length, page.length, table.length]).toEqual([10, 9, 12]);
  expect(pods.filter((host) => !page.includes(host))).toEqual(['monitoring.us-east-1.amazonaws.com']);
  expect(table.filter((host) => !pods.includes(host))).toEqual(['gcr.io', 'speedscale.github.io']);
});

test('region and appUrl change the names that depend on them, and no other', () => {
  const { hosts } = ExternalHosts.calledByPods({ region: 'eu-west-1', appUrl: 'app.eu.example.com' });
  const changed = ExternalHosts.calledByPods().hosts.flatMap((host, n) => host === hosts[n] ? [] : [hosts[n]]);
  expect(changed).toEqual([
    'app.eu.example.com', 'firehose.eu-west-1.amazonaws.com', 'sqs.eu-west-1.amazonaws.com', 'sns.eu-west-1.amazonaws.com',
    's3.eu-west-1.amazonaws.com', '*.s3.eu-west-1.amazonaws.com', 'sts.eu-west-1.amazonaws.com', 'monitoring.eu-west-1.amazonaws.com',
  ]);
});

test('add and remove give a new list and leave the old one', () => {
  const before = ExternalHosts.calledByPods();
  const after = before.remove('sts.amazonaws.com').add('proxy.example.com');
  expect(before.hosts).toHaveLength(10);
  expect(after.hosts).toContain('proxy.example.com');
  expect(after.hosts).not.toContain('sts.amazonaws.com');
});

test('a host that the list does not hold cannot be removed', () => {
  expect(thrownIds(() => ExternalHosts.calledByPods().remove('sts.amazonaw.com'))).toEqual(['host-not-in-list']);
  expect(() => ExternalHosts.calledByPods().remove('sts.amazonaw.com')).toThrow(/"sts\.amazonaws\.com"/);
});

test('a host cannot be added twice', () => {
  expect(thrownIds(() => ExternalHosts.calledByPods().add('app.speedscale.com'))).toEqual(['host-listed-twice']);
});

(existsSync(facts) ? test : test.skip)('the table is that of ../shared/facts, host for host', () => {
  const { hosts } = JSON.parse(readFileSync(facts, 'utf8')) as { hosts: { host: string; in: string[]; neededBy: string }[] };
  expect(SPEEDSCALE_HOSTS.map(({ host, neededBy, onIstioPage }) => ({ host, neededBy, onIstioPage })))
    .toEqual(hosts.map(({ host, in: lists, neededBy }) => ({ host, neededBy: neededBy.replace(' ', '-'), onIstioPage: lists.includes('seed') })));
});
