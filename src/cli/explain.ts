import { Command, Option } from 'commander';
import { configOption } from './config-option';
import { Invocation, Outcome } from './invocation';
import { readSight } from './read-sight';
import { answer as answerQuestion } from '../calls/answers';
import { podNamed } from '../calls/pod-named';
import { possibleMeshes } from '../calls/possible-meshes';
import { meshInput } from '../mesh/mesh-input';
import { configFilesOf, DEFAULT_CONFIG } from '../files/read-config-files';
import { CallProtocol } from '../istio/egress/verdict';
import { sightOf } from '../mesh/sight';
import { finding } from '../message/catalogue';
import { InputError } from '../message/input-error';
import { explanationJson, explanationText } from '../report/explanation';

interface ExplainOptions {
  readonly config: string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly protocol?: CallProtocol;
  readonly format: 'text' | 'json';
}

/** `explain`: what Istio's egress rules do with one call, step by step. */
export function explainCommand(program: Command, invocation: Invocation, answer: (outcome: Outcome) => void): void {
  program.command('explain <pod> <host> [paths...]')
    .description('explain whether Istio lets a pod ("namespace/workload", or a namespace) call a host ("host" or "host:port")')
    .addOption(configOption(DEFAULT_CONFIG))
    .option('--labels <labels>', 'the labels of the pod as "app=web,tier=front", where only its namespace is named', readLabels, {})
    .addOption(new Option('--protocol <protocol>', 'what the pod speaks (default: TLS on port 443, else HTTP)').choices(['TLS', 'HTTP', 'TCP']))
    .addOption(new Option('--format <format>', 'how to print the verdict').choices(['text', 'json']).default('text'))
    .action((pod: string, target: string, paths: string[], { config, labels, protocol, format }: ExplainOptions) => {
      const { host, port } = readTarget(target);
      const { read, settings } = readSight(paths, configFilesOf(config), invocation);
      const named = podNamed(read.inventory, pod, labels);
      const sight = sightOf(meshInput(read, settings));
      const question = { ...named, host, sample: host, port, protocols: [protocol ?? (port === 443 ? 'TLS' : 'HTTP')] };
      const found = answerQuestion(sight, possibleMeshes(sight), question);
      answer({ stdout: format === 'json' ? explanationJson(found, read.inventory) : explanationText(found, read.inventory), stderr: '', exitCode: 0 });
    });
}

function readTarget(target: string): { readonly host: string; readonly port: number } {
  const [, host, port = '443'] = /^([^:/]+)(?::(\d+))?$/.exec(target) ?? [];
  if (host === undefined || Number(port) < 1 || Number(port) > 65535) throw new InputError(finding('target-not-a-host', { target }));
  return { host, port: Number(port) };
}

function readLabels(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(text.split(',').map((pair) => {
    const [key, value, ...more] = pair.split('=');
    if (key === '' || value === undefined || more.length > 0) throw new InputError(finding('labels-not-pairs', { labels: text }));
    return [key, value];
  }));
}
