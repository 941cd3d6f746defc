import { Command, Option } from 'commander';
import { configOption } from './config-option';
import { excludeOption, exclusionsOf } from './exclude-option';
import { Invocation, Outcome } from './invocation';
import { readSight } from './read-sight';
import { agreed, answer as answerQuestion } from '../calls/answers';
import { AskedCall } from '../calls/calls';
import { podNamed } from '../calls/pod-named';
import { configFilesOf, DEFAULT_CONFIG } from '../files/read-config-files';
import { isAddress } from '../istio/address';
import { CallProtocol } from '../istio/egress/verdict';
import { meshInput } from '../mesh/mesh-input';
import { sightOf } from '../mesh/sight';
import { finding } from '../message/catalogue';
import { commandLine } from '../message/command-line';
import { InputError } from '../message/input-error';
import { nearest } from '../message/nearest';
import { explanationJson, explanationText } from '../report/explanation';
import { IDS, Meaning, meaningJson, meaningOf, meaningText } from '../report/meaning';
import { APP_HOST } from '../speedscale/hosts';

interface ExplainOptions {
  readonly config: string[];
  readonly exclude: string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly protocol?: CallProtocol;
  readonly address?: string;
  readonly format: 'text' | 'json';
}

/** `explain`: what Istio's egress rules do with one call, step by step; or what the id of a finding means. */
export function explainCommand(program: Command, invocation: Invocation, answer: (outcome: Outcome) => void): void {
  program.command('explain <pod-or-rule> [host] [paths...]')
    .description('explain whether Istio lets a pod ("namespace/workload", or a namespace) call a host ("host" or "host:port"); or, without a host, what a rule or message means')
    .addOption(configOption(DEFAULT_CONFIG))
    .addOption(excludeOption())
    .option('--labels <labels>', 'the labels of the pod as "app=web,tier=front", where only its namespace is named', readLabels, {})
    .addOption(new Option('--protocol <protocol>', 'what the pod speaks (default: TLS on port 443, else HTTP)').choices(['TLS', 'HTTP', 'TCP']))
    .option('--address <ip>', 'the IP address that the host resolves to (default: as far as the input shows it)', readAddress)
    .addOption(new Option('--format <format>', 'how to print the verdict').choices(['text', 'json']).default('text'))
    .action((pod: string, target: string | undefined, paths: string[], { config, exclude, labels, protocol, address, format }: ExplainOptions) => {
      if (target === undefined) {
        const meaning = meaningNamed(pod);
        answer({ stdout: format === 'json' ? meaningJson(meaning) : meaningText(meaning), stderr: '', exitCode: 0 });
        return;
      }
      const { host, port } = readTarget(target);
      const { read, settings } = readSight(paths, configFilesOf(config), invocation, { exclude: exclusionsOf(exclude) });
      const { pods, places, ...caller } = podNamed(read.inventory, pod, labels);
      const sight = sightOf(meshInput(read, settings));
      const question: AskedCall = {
        ...caller, pod: pods[0], host, sample: host, port, address, protocols: [protocol ?? (port === 443 ? 'TLS' : 'HTTP')],
      };
      const found = agreed(question, pods.map((each) => answerQuestion(sight, { ...question, pod: each })), () => places);
      answer({ stdout: format === 'json' ? explanationJson(found, read.inventory) : explanationText(found, read.inventory), stderr: '', exitCode: 0 });
    });
}

/** What a word without a host beside it asks for. A pod asks for a host, too; only a pod has a "/" in it. */
function meaningNamed(word: string): Meaning {
  const id = IDS.find((each) => each === word);
  if (id !== undefined) return meaningOf(id);
  const call = commandLine('cdk8s-speedscale', 'explain', word, APP_HOST);
  if (word.includes('/')) throw new InputError(finding('explained-call-without-host', { pod: word, call }));
  throw new InputError(finding('explained-id-unknown', { word, nearest: nearest(word, IDS) ?? '', call }));
}

function readTarget(target: string): { readonly host: string; readonly port: number } {
  const [, host, port = '443'] = /^([^:/]+)(?::(\d+))?$/.exec(target) ?? [];
  if (host === undefined || Number(port) < 1 || Number(port) > 65535) throw new InputError(finding('target-not-a-host', { target }));
  return { host, port: Number(port) };
}

function readAddress(text: string): string {
  if (!isAddress(text)) throw new InputError(finding('address-not-an-ip', { address: text }));
  return text;
}

function readLabels(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(text.split(',').map((pair) => {
    const [key, value, ...more] = pair.split('=');
    if (key === '' || value === undefined || more.length > 0) throw new InputError(finding('labels-not-pairs', { labels: text }));
    return [key, value];
  }));
}
