import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse, parseAllDocuments } from 'yaml';
import { asker, Oracle, oraclesFor } from './ask';
import { outcome } from './cases/case';
import { compare, Compared } from './compare';
import { Call, Request } from './format';
import { addressFor } from './scenarios/dns';
import { isAddress } from './scenarios/ranges';
import { isKubernetesObject, KubernetesObject, objectTitle } from '../../src/kubernetes/object';

const usage = `usage: npm run oracle -- ask MESH.yaml --call NAMESPACE,PROTOCOL,HOST,PORT[,ADDRESS] [--call ...]
         [--labels KEY=VALUE,...] [--revision NAME] [--release X.Y.Z [--binary PATH]]
Prints what the model and Istio answer to each call of a pod in NAMESPACE with these labels, side by side. PROTOCOL is TLS, HTTP or TCP.
MeshConfig is that of the ConfigMap istio (istio-NAME for a revision) in the file, else Istio's defaults. Without ADDRESS the model is
told none, and Istio the first one that the cluster's DNS would give. Exit 1 where the two differ.
`;

const options = {
  call: { type: 'string', multiple: true, default: [] as string[] },
  labels: { type: 'string', default: '' },
  revision: { type: 'string' },
  release: { type: 'string' },
  binary: { type: 'string' },
} as const;

/** Answers calls in a mesh of a file. Returns the exit code. */
export function askMesh(args: readonly string[]): number {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [file, ...others] = positionals;
  const labels = Object.fromEntries(values.labels.split(',').filter(Boolean).map((label) => label.split('=')));
  const isUsable = file !== undefined && others.length === 0 && (values.binary === undefined || values.release !== undefined);
  const isThere = isUsable && existsSync(file);
  const given = isThere ? requestOf(readFileSync(file, 'utf8'), values.call, labels, values.revision) : undefined;
  if (given === undefined) {
    process.stderr.write(isUsable && !isThere ? `${file} does not exist\n` : usage);
    return 2;
  }
  const oracles = oraclesFor(values.release, values.binary);
  return oracles === undefined ? 2 : Math.max(...oracles.map((oracle) => show(oracle, given)));
}

/** The case that a mesh and calls on a command line make; `undefined` where a call is not written as one. */
export function requestOf(mesh: string, calls: readonly string[], labels: Readonly<Record<string, string>>, revision?: string): Request | undefined {
  const objects = parseAllDocuments(mesh).map((document) => document.toJS() as unknown).flatMap(itemsOf).filter(isKubernetesObject);
  const asked = calls.map((text) => callOf(text, objects));
  if (asked.length === 0 || asked.includes(undefined)) return undefined;
  const namespaces = [...new Set(asked.map((call) => call!.proxy))];
  return {
    id: 'asked',
    meshConfig: meshConfigOf(objects, revision),
    objects: objects.filter((object) => !isMeshConfig(object)),
    proxies: namespaces.map((namespace) => ({ id: namespace, namespace, labels })),
    calls: asked as readonly Call[],
    ...(revision !== undefined && { revision }),
  };
}

/** What a dump of a cluster lists. */
function itemsOf(document: unknown): readonly unknown[] {
  const { kind, items } = (document ?? {}) as { readonly kind?: unknown; readonly items?: readonly unknown[] };
  return kind === 'List' ? items ?? [] : [document];
}

/** The proxy of a call is named for its namespace. */
function callOf(text: string, objects: readonly KubernetesObject[]): Call | undefined {
  const [proxy, protocol, host, port, told] = text.split(',');
  if (!['TLS', 'HTTP', 'TCP'].includes(protocol) || !(Number(port) > 0) || !proxy || !host) return undefined;
  const byAddress = isAddress(host) || host.includes(':');
  const call = { proxy, protocol: protocol as Call['protocol'], host: byAddress && protocol !== 'HTTP' ? '' : host, port: Number(port) };
  if (told !== undefined || byAddress) return { ...call, address: told ?? host };
  return { ...call, address: addressFor(objects, host, proxy), resolved: true };
}

function isMeshConfig({ kind, metadata: { name = '' } }: KubernetesObject): boolean {
  return kind === 'ConfigMap' && /^istio(-|$)/.test(name);
}

function meshConfigOf(objects: readonly KubernetesObject[], revision = 'default'): Request['meshConfig'] {
  const name = revision === 'default' ? 'istio' : `istio-${revision}`;
  const map = objects.find((object) => isMeshConfig(object) && object.metadata.name === name);
  return (parse((map?.data as { readonly mesh?: string } | undefined)?.mesh ?? '') ?? {}) as Request['meshConfig'];
}

function show({ release, binary }: Oracle, request: Request): number {
  const ask = asker(binary);
  const [answer] = ask([request]);
  const compared = compare(release, [request], [answer], ask);
  const gone = [...answer.rejected.map(({ object, by, error }) => `${object} is refused (${by}): ${error}`), ...answer.filtered.map(({ object, by }) => `${object} is not read (${by})`)];
  const unread = new Set([...answer.rejected, ...answer.filtered].map(({ object }) => object));
  const read = request.objects.map(objectTitle).filter((title) => !unread.has(title));
  process.stdout.write([`Istio ${release}: reads ${read.length} objects`, ...gone.map((line) => `  ${line}`), ...compared.flatMap(described)].map((line) => `${line}\n`).join(''));
  return compared.some(({ comparison }) => comparison === 'different') ? 1 : 0;
}

function described({ request, position, verdict, answer, comparison }: Compared): readonly string[] {
  const { proxy, protocol, host, port, address, resolved } = request.calls[position];
  const steps = verdict.steps.flatMap((step) => {
    if (step.step === 'listener' || step.step === 'cluster' || step.step === 'virtual-host') return [`${step.step} ${step.name}`];
    return step.step === 'chain' ? [`chain ${step.match}`] : [];
  });
  const way = [['listener', answer.listener], ['chain', answer.filterChain], ['virtual host', answer.virtualHost], ['route', answer.route]].filter(([, name]) => name !== '');
  return [
    `${protocol} ${host || address}:${port} at ${address}${resolved ? ' (the model is not told)' : ''} by a pod in ${proxy}: ${comparison}`,
    `  model  ${[verdict.outcome, verdict.reason && `(${verdict.reason})`, verdict.clusters.join(' + ')].filter(Boolean).join(' ')}`,
    `         ${steps.join(', ')}`,
    `  Istio  ${outcome(answer)}`,
    `         ${way.map((part) => part.join(' ')).join(', ')}`,
  ];
}
