import { groupKind, kubernetesObject, objectTitle, parseObjectTitle } from '../../src/kubernetes/object';
import { isClusterScoped } from '../../src/kubernetes/scope';
import { valueAt } from '../../src/kubernetes/value';

describe('what counts as an object', () => {
  test.each([
    ['nothing', null], ['text', 'kind: Pod'], ['a list', [{ apiVersion: 'v1', kind: 'Pod' }]], ['values of a chart', { meshConfig: {} }],
    ['one without a kind', { apiVersion: 'v1' }], ['one without an apiVersion', { kind: 'Pod' }],
    ['one whose kind is no text', { apiVersion: 'v1', kind: 1 }], ['one whose kind is empty', { apiVersion: 'v1', kind: '' }],
  ])('%s does not', (_, value) => {
    expect(kubernetesObject(value)).toBeUndefined();
  });

  test.each([
    ['absent', undefined, {}], ['empty', null, {}], ['a list', [1], {}],
    ['with a number for a name', { name: 1, namespace: 'shop' }, { namespace: 'shop' }],
    ['with an empty namespace', { name: 'web', namespace: '' }, { name: 'web' }],
    ['with labels that are no text', { labels: { app: 'web', version: 2 }, annotations: 'x' }, { labels: { app: 'web' } }],
  ])('metadata that is %s is read as far as it goes', (_, metadata, expected) => {
    expect(kubernetesObject({ apiVersion: 'v1', kind: 'Pod', metadata })?.metadata).toEqual(expected);
  });

  test('a key named __proto__ stays a key and reaches no prototype', () => {
    const value: unknown = JSON.parse('{"apiVersion":"v1","kind":"Pod","metadata":{"__proto__":{"name":"x"}},"__proto__":{"spec":1}}');
    const object = kubernetesObject(value)!;
    expect([object.spec, object.metadata.name, Object.hasOwn(object, '__proto__')]).toEqual([undefined, undefined, true]);
    expect(valueAt(object, ['constructor'])).toBeUndefined();
  });
});

describe('how an object is named', () => {
  test.each([
    ['v1', 'Service', 'Service'], ['apps/v1', 'Deployment', 'Deployment.apps'], ['networking.istio.io/v1beta1', 'Sidecar', 'Sidecar.networking.istio.io'],
  ])('%s %s is %s', (apiVersion, kind, expected) => {
    expect(groupKind({ apiVersion, kind })).toBe(expected);
  });

  test.each(['Sidecar shop/default', 'Namespace shop'])('the title "%s" is read back as it was written', (title) => {
    const { kind, ...metadata } = parseObjectTitle(title)!;
    expect(objectTitle({ kind, metadata })).toBe(title);
  });

  test.each(['', 'Sidecar', 'Sidecar shop/', 'Sidecar a/b/c', 'shop/default', 'Sidecar  shop'])('"%s" is no title', (title) => {
    expect(parseObjectTitle(title)).toBeUndefined();
  });
});

test('kinds that belong to no namespace are told by their group too', () => {
  expect(isClusterScoped({ apiVersion: 'v1', kind: 'Namespace' })).toBe(true);
  expect(isClusterScoped({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole' })).toBe(true);
  expect(isClusterScoped({ apiVersion: 'example.com/v1', kind: 'Namespace' })).toBe(false);
  expect(isClusterScoped({ apiVersion: 'apps/v1', kind: 'Deployment' })).toBe(false);
});
