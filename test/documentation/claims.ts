import Ajv from 'ajv';
import { parse } from 'yaml';
import { ANY_OPTION, COMMANDS, DEFINITIONS, Options, PROGRAM_OPTIONS } from './surface';
import { RULE_IDS } from '../../src/check/rules';
import { NOT_ENFORCED_REASONS, UNKNOWN_REASONS } from '../../src/istio/egress/verdict';
import { IDS } from '../../src/report/meaning';

/** Programs of others: what stands behind their names is theirs. */
const PROGRAMS = ['argocd', 'cdk8s', 'curl', 'envsubst', 'flux', 'git', 'go', 'helm', 'istioctl', 'kubectl', 'kustomize', 'node', 'npm', 'npx', 'sops', 'tsx', 'yq'];

/** Names in kebab case that are no ids of findings: objects, labels, packages, outcomes. */
const OTHER_NAMES = [
  'allowed-by-passthrough', 'not-enforced', 'defined-twice',
  'argocd-cm', 'grpc-agent', 'istio-cni-node', 'istio-system', 'us-east-1',
  'speedscale-certs', 'speedscale-goproxy', 'speedscale-nettap', 'speedscale-webhook-certs',
];

/** What stands for a value of the reader in the text of a message. */
export const VALUE = '…';

/** What is wrong with one word of a command, or with a name. */
type Wrong = readonly string[];

const NOTHING: Wrong = [];
const unlessKnown = (known: boolean, problem: string): Wrong => known ? NOTHING : [problem];

/** What a piece of code claims of commands, options and ids that is not so. `inline`: it stands in a sentence, and may be a name alone. */
export function falseInCode(code: string, inline: boolean): Wrong {
  const commands = code.replaceAll('\\\n', ' ').split(/\n|&&|\|(?!\w)|;(?=\s|$)/).map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  const named = inline ? [...falseName(code), ...falsePath(code), ...falseSetting(code)] : [];
  return [...commands.flatMap((line) => falseInCommand(line, inline)), ...named];
}

function falseInCommand(line: string, inline: boolean): Wrong {
  const words = line.replace(/\s#\s.*$/, '').replace(/^(?:\$ |- )/, '').replace(/^(?:run|app): /, '')
    .replace(/^(?:\w+=\S+ )*/, '').replace(/^(?:npx|node) (?:--yes )?/, '').split(/\s+/);
  if (/(?:^|\/)cdk8s-speedscale$/.test(words[0])) return falseWords(words.slice(1));
  if (!inline) return NOTHING;
  if (COMMANDS.has(words[0])) return falseWords(words);
  if (words[0].startsWith('--')) return falseOptions(words, ANY_OPTION, 'any command');
  return unlessKnown(!words.some((word) => word.startsWith('--')) || PROGRAMS.includes(words[0]), `"${line}" is no command of ours, and of no program that is known here`);
}

/** `words`: a command of ours with what stands behind it. */
function falseWords([command, ...words]: readonly string[]): Wrong {
  if (command === undefined) return NOTHING;
  if (command === VALUE) return NOTHING;
  if (command.startsWith('-')) return falseOptions([command, ...words], PROGRAM_OPTIONS, 'cdk8s-speedscale');
  const options = COMMANDS.get(command);
  if (options === undefined) return [`"${command}" is no command`];
  const explained = command === 'explain' && words.length === 1 ? falseId(words[0], IDS) : NOTHING;
  return [...falseOptions(words, options, command), ...explained];
}

function falseOptions(words: readonly string[], options: Options, of: string): Wrong {
  return words.map((word) => word.replace(/^[[(]+|[\]),.]+$/g, '')).flatMap((word, index, all) => {
    if (!/^--?[a-z]/.test(word)) return NOTHING;
    const [name, value = all[index + 1] ?? ''] = word.split('=', 2);
    const values = options.get(name);
    if (values === undefined) return [`"${name}" is no option of ${of}`];
    const wrong = values.length === 0 ? NOTHING : value.split(/[,|]/).filter((each) => /^[a-z]/.test(each) && !values.includes(each));
    return [...wrong.map((each) => `"${each}" is no value of ${name} of ${of}`), ...(/^--(?:skip-)?rule$/.test(name) ? falseId(value, RULE_IDS) : [])];
  });
}

const KEBAB = /^[a-z]+(?:-[a-z0-9]+)+$/;

function falseId(word: string, ids: readonly string[]): Wrong {
  return unlessKnown(!KEBAB.test(word) || ids.includes(word), `"${word}" is no id`);
}

/** A name in kebab case is that of a finding, or one of a few others. */
function falseName(code: string): Wrong {
  return falseId(code, [...IDS, ...UNKNOWN_REASONS, ...NOT_ENFORCED_REASONS, ...OTHER_NAMES, 'cdk8s-speedscale']);
}

/** Keys of the settings that stand at the top of a path; `spec` alone would be any object's. */
const ROOTS = ['istio', 'speedscale', 'namespaces', 'ignore', 'manifests', 'context'];

/** A path such as `speedscale.hosts.remove`, of keys that the settings have. */
export function falsePath(text: string): Wrong {
  const paths = text.matchAll(/(?<![\w./"'-])(?:spec\.)?((?:\w+(?:\[\d*\])?)(?:\.[a-zA-Z]+(?:\[\d*\])?)+)(?![\w/(-]|\.\w)/g);
  return [...paths].map(([, path]) => path.replaceAll(/\[\d*\]/g, '').split('.'))
    .filter(([root, second]) => ROOTS.includes(root) && !['yaml', 'io', 'com'].includes(second))
    .filter((keys) => !isPath(keys, 'ConfigSpec')).map((keys) => `"${keys.join('.')}" is no path in the settings`);
}

function isPath([key, ...rest]: readonly string[], type: string): boolean {
  if (key === undefined) return true;
  const schema = DEFINITIONS[type]?.properties?.[key];
  if (schema === undefined) return false;
  const inside = (schema.$ref ?? schema.items?.$ref ?? '').replace('#/definitions/', '');
  return rest.length === 0 || isPath(rest, inside);
}

/** Keys that Kubernetes and Istio have too, with other values. */
const SHARED_KEYS = ['apiVersion', 'kind', 'metadata', 'name', 'namespace', 'labels', 'annotations', 'spec', 'hosts', 'egress', 'version', 'path'];

const ajv = new Ajv({ allErrors: true, strict: false });
ajv.addSchema({ $id: 'settings', definitions: DEFINITIONS });

/** A fragment such as `sidecar: root`, of one key that only the settings have. */
function falseSetting(code: string): Wrong {
  const value = /^\w+: ./.test(code) ? fragment(code) : undefined;
  const [key, ...others] = Object.keys(value ?? {});
  if (key === undefined || others.length > 0 || SHARED_KEYS.includes(key)) return NOTHING;
  const types = Object.entries(DEFINITIONS).filter(([, { properties = {} }]) => key in properties).map(([name]) => name);
  const takes = (type: string) => ajv.validate({ $ref: `settings#/definitions/${type}/properties/${key}` }, value![key]);
  return unlessKnown(types.length === 0 || types.some(takes), `"${code}" is no value that the settings take`);
}

function fragment(code: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return parse(code) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}

/** What a page of Markdown claims that is not so: in code blocks of a shell, in code inside of sentences, and in lists of commands. */
export function falseInMarkdown(text: string): Wrong {
  const blocks = [...text.matchAll(/^```(\w*).*\n([^]*?)^```$/gm)].map(([, language, code]) => ({ language, code }));
  const shell = blocks.filter(({ language }) => ['', 'sh', 'bash', 'yaml', 'console'].includes(language)).flatMap(({ code }) => falseInCode(code, false));
  const prose = text.replaceAll(/^```[^]*?^```$/gm, '').replaceAll(/^ {4}.*$/gm, '');
  const indented = [...text.matchAll(/^ {4}(\S.*)$/gm)].flatMap(([, line]) => falseInCode(line, false));
  const inline = [...prose.matchAll(/`([^`]+)`/g)].flatMap(([, code]) => falseInCode(code, true));
  return [...shell, ...indented, ...inline, ...falseInLists(prose)];
}

/** In a list of code words of which two are commands, all are meant to be. */
function falseInLists(prose: string): Wrong {
  return [...prose.matchAll(/`[a-z]+`(?:(?:,| and| or|, and|, or)\s+`[a-z]+`)+/g)].map(([list]) => [...list.matchAll(/`([a-z]+)`/g)].map(([, word]) => word))
    .filter((words) => words.filter((word) => COMMANDS.has(word)).length > 1)
    .flatMap((words) => words.filter((word) => !COMMANDS.has(word)).map((word) => `"${word}" is no command`));
}

/** What a message claims that is not so: code stands in double quotes there, and options also outside of them. */
export function falseInMessage(text: string): Wrong {
  if (PROGRAMS.includes(text.replace(/^\(/, '').split(' ')[0])) return NOTHING;
  const parts = text.split('"');
  const quoted = parts.filter((_, index) => index % 2 === 1).filter((part) => part !== '').flatMap((code) => falseInCode(code, true));
  const plain = parts.filter((_, index) => index % 2 === 0).join(' ');
  const options = [...plain.matchAll(/(?<!\S)--?[a-z][a-z-]*/g)].flatMap(([option]) => falseOptions([option], ANY_OPTION, 'any command'));
  return [...quoted, ...options, ...falsePath(plain)];
}
