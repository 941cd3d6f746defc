import { apiGroup, KubernetesObject } from '../../kubernetes/object';
import { isMap, StringMap, textAt } from '../../kubernetes/value';

/** Whether a patch applies to an object; `undecided` where its target is an expression that is not run here. */
export type Applies = 'yes' | 'no' | 'undecided';

/**
 * Whether a patch of a kustomization applies to an object: by its target, else by the kind and name of what it holds.
 *
 * Source: kustomize api/types/selector.go and api/resmap/reswrangler.go (Select): each field of a target is a regular expression for the whole.
 */
export function appliesTo(object: KubernetesObject, target: unknown, content: unknown): Applies {
  const { apiVersion, kind, metadata: { name = '', namespace = '', labels = {}, annotations = {} } } = object;
  if (!isMap(target)) return yesOrNo(textAt(content, ['kind']) === kind && textAt(content, ['metadata', 'name']) === name);
  const field = (key: string) => textAt(target, [key]);
  return all([
    matches(field('group'), apiGroup(object)),
    matches(field('version'), apiVersion.slice(apiVersion.indexOf('/') + 1)),
    matches(field('kind'), kind),
    matches(field('name'), name),
    // The namespace that kustomize compares may be one that it gave the object on the way.
    matches(field('namespace'), namespace) === 'yes' ? 'yes' : 'undecided',
    selects(field('labelSelector'), labels),
    selects(field('annotationSelector'), annotations),
  ]);
}

function yesOrNo(is: boolean): Applies {
  return is ? 'yes' : 'no';
}

function all(parts: readonly Applies[]): Applies {
  return parts.includes('no') ? 'no' : parts.includes('undecided') ? 'undecided' : 'yes';
}

/**
 * Names are decided, several with `|` between them, and `.*` behind one. Other expressions are not: kustomize runs them in linear time
 * (RE2), and JavaScript may never come to an end.
 */
function matches(expression: string | undefined, text: string): Applies {
  if (expression === undefined || expression === '') return 'yes';
  const parts = expression.split('|').map((part) => matchesName(part, text));
  // A part that is no name may hold on to its neighbours, as in "(a|b)c".
  return parts.includes('undecided') ? 'undecided' : yesOrNo(parts.includes('yes'));
}

/** A name in which "." stands for any character, as it does in an expression. */
function matchesName(expression: string, text: string): Applies {
  const name = expression.endsWith('.*') ? expression.slice(0, -'.*'.length) : expression;
  if (!/^[\w.-]*$/.test(name)) return 'undecided';
  const fits = name === expression ? text.length === name.length : text.length >= name.length;
  return yesOrNo(fits && Array.from(name).every((character, at) => character === '.' || character === text[at]));
}

/** Whether a map has what a selector asks for: equal values, with a comma between them. */
function selects(selector: string | undefined, map: StringMap): Applies {
  if (selector === undefined || selector === '') return 'yes';
  return all(selector.split(',').map((term): Applies => {
    const [key, value, ...more] = term.replace('==', '=').split('=').map((part) => part.trim());
    if (more.length > 0 || value === undefined || !/^[\w./-]+$/.test(key) || !/^[\w.-]*$/.test(value)) return 'undecided';
    return yesOrNo(Object.hasOwn(map, key) && map[key] === value);
  }));
}
