import { KubernetesObject } from './object';
import { isMap, ValuePath } from './value';

/**
 * What a later step fills in: a variable, as Flux's postBuild substitution and envsubst have them, or a value that SOPS has encrypted.
 * Wherever it stands, the text is not the one that the cluster gets.
 */
const FILLED_IN = /\$\{|ENC\[AES256_GCM,/;
/** The same where a name stands, which has no such character: there a bare variable of envsubst and an action of Jinja count too. */
const FILLED_IN_NAME = /\$\{|ENC\[AES256_GCM,|\$[A-Za-z_]|\{\{|\{%/;
/** The fields of a spec that hold names, hosts or lists of them. */
const NAMES: readonly string[] = ['host', 'hosts', 'exportTo', 'gateways', 'labels', 'matchLabels', 'selector', 'externalName', 'address', 'addresses', 'name', 'namespace'];

/** Whether a name, namespace or host is one that a later step fills in. */
export function isUnfinishedName(text: string): boolean {
  return FILLED_IN_NAME.test(text);
}

/** Where the metadata or the spec of an object holds text that a later step fills in; `undefined` where it is final. */
export function unfinishedIn({ metadata: { name, namespace, labels }, spec }: KubernetesObject): ValuePath | undefined {
  return find({ name, namespace, labels }, ['metadata'], true) ?? find(spec, ['spec'], false);
}

function find(value: unknown, path: ValuePath, isName: boolean): ValuePath | undefined {
  if (typeof value === 'string') return (isName ? FILLED_IN_NAME : FILLED_IN).test(value) ? path : undefined;
  if (!Array.isArray(value) && !isMap(value)) return undefined;
  for (const [key, inner] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    const found = find(inner, [...path, key], isName || (typeof key === 'string' && NAMES.includes(key)));
    if (found !== undefined) return found;
  }
  return undefined;
}
