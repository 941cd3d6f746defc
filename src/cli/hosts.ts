import { Command, Option } from 'commander';
import { Invocation, Outcome } from './invocation';
import { throwAny } from '../message/input-error';
import { isError } from '../message/message';
import { printed } from '../message/text';
import { checkNaming } from '../settings/check-mesh';
import { APP_HOST, calledByPods, DOCUMENTED_REGION, hostNames, HOSTS_AS_OF, inTable, onIstioPage, SPEEDSCALE_HOSTS, SpeedscaleHost } from '../speedscale/hosts';

/** The lists that can be asked for, by the word on the command line. */
const LISTS: Readonly<Record<string, (host: SpeedscaleHost) => boolean>> = { pods: calledByPods, page: onIstioPage, table: inTable };

interface HostsOptions {
  readonly region: string;
  readonly appUrl: string;
  readonly list: string;
  readonly format: string;
}

/** `hosts`: the external hosts, one a line, or as JSON with who calls each. */
export function hostsCommand(program: Command, _: Invocation, answer: (outcome: Outcome) => void): void {
  program.command('hosts')
    .description('print the hosts outside the cluster that Speedscale calls')
    .option('--region <region>', 'Speedscale\'s AWS region, not the cluster\'s', DOCUMENTED_REGION)
    .option('--app-url <host>', 'the host of Speedscale\'s API, as the operator chart\'s appUrl', APP_HOST)
    .addOption(new Option('--list <list>', 'the hosts that pods call, those of Speedscale\'s Istio page, or the whole table').choices(Object.keys(LISTS)).default('pods'))
    .addOption(new Option('--format <format>', 'how to print them').choices(['text', 'json']).default('text'))
    .action((options: HostsOptions) => {
      const findings = checkNaming(options, () => ({}));
      throwAny(findings.filter(isError));
      answer({ stdout: options.format === 'json' ? asJson(options) : asText(options), stderr: printed(...findings, NEXT), exitCode: 0 });
    });
}

const NEXT = 'next: cdk8s-speedscale synth renders a ServiceEntry for them from a speedscale.yaml';

function asText(options: HostsOptions): string {
  return hostNames(LISTS[options.list], options).map((host) => `${host}\n`).join('');
}

function asJson({ region, appUrl, list }: HostsOptions): string {
  const chosen = SPEEDSCALE_HOSTS.filter(LISTS[list]);
  const names = hostNames(LISTS[list], { region, appUrl });
  const hosts = chosen.map(({ neededBy, note }, index) => ({ host: names[index], neededBy, ...(note === undefined ? {} : { note }) }));
  return `${JSON.stringify({ asOf: HOSTS_AS_OF, region, hosts }, undefined, 2)}\n`;
}
