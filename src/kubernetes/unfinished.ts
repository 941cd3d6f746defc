import { KubernetesObject } from './object';
import { isMap, StringMap, valueAt, ValuePath } from './value';
import { wayToTemplate } from './workload';

/**
 * What a later step fills in: a variable, as Flux's postBuild substitution and envsubst have them, or a value that SOPS has encrypted.
 * Wherever it stands, the text is not the one that the cluster gets.
 */
const FILLED_IN = /\$\{|ENC\[AES256_GCM,/;
/** The same where a name stands, which has no such character: a bare variable of envsubst, one of kustomize and an action of Jinja count too. */
const FILLED_IN_NAME = /\$\{|ENC\[AES256_GCM,|\$[A-Za-z_(]|\{\{|\{%/;
/** The fields of a spec that hold names, hosts or lists of them. */
const NAMES: readonly string[] = ['host', 'hosts', 'exportTo', 'gateways', 'labels', 'matchLabels', 'selector', 'externalName', 'address', 'addresses', 'name', 'namespace'];

/** Whether a name, namespace or host is one that a later step fills in. */
export function isUnfinishedName(text: string): boolean {
  return FILLED_IN_NAME.test(text);
}

/** Whether a text holds what a later step fills in. */
export function isUnfinishedText(text: string): boolean {
  return FILLED_IN.test(text);
}

/** Where the metadata or the spec of an object holds text that a later step fills in; `undefined` where it is final. */
export function unfinishedIn({ metadata: { name, namespace, labels }, spec }: Pick<KubernetesObject, 'metadata' | 'spec'>): ValuePath | undefined {
  return unfinishedMeta(name, namespace, labels) ?? find(spec, false, ['spec']);
}

/** Where the metadata of an object, or the labels of the pods that it starts, hold such text. */
export function unfinishedNameIn(object: KubernetesObject): ValuePath | undefined {
  const { name, namespace, labels } = object.metadata;
  const way = wayToTemplate(object);
  return unfinishedMeta(name, namespace, labels) ?? (way && find(valueAt(object, [...way, 'metadata', 'labels']), true, [...way, 'metadata', 'labels']));
}

function unfinishedMeta(name = '', namespace = '', labels: StringMap = {}): ValuePath | undefined {
  if (isUnfinishedName(name)) return ['metadata', 'name'];
  if (isUnfinishedName(namespace)) return ['metadata', 'namespace'];
  return find(labels, true, ['metadata', 'labels']);
}

/** @param behind the path of the value; it is only copied where something is found */
function find(value: unknown, isName: boolean, behind: ValuePath): ValuePath | undefined {
  const found = findIn(value, isName);
  return found && [...behind, ...found.reverse()];
}

/** The path in the value, its end first. */
function findIn(value: unknown, isName: boolean): Steps | undefined {
  if (typeof value === 'string') return (isName ? FILLED_IN_NAME : FILLED_IN).test(value) ? [] : undefined;
  if (Array.isArray(value)) return findAmong(value.keys(), (index) => findIn(value[index], isName));
  if (!isMap(value)) return undefined;
  return findAmong(Object.keys(value), (key) => FILLED_IN.test(key) ? [] : findIn(value[key], isName || NAMES.includes(key)));
}

type Steps = (string | number)[];

function findAmong<K extends string | number>(keys: Iterable<K>, findAt: (key: K) => Steps | undefined): Steps | undefined {
  for (const key of keys) {
    const found = findAt(key);
    if (found === undefined) continue;
    found.push(key);
    return found;
  }
  return undefined;
}
