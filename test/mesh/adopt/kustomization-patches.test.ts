import { deployment, sidecar } from './plan';
import { Edit } from '../../../src/kubernetes/edit';
import { inventoryEntry } from '../../../src/kubernetes/inventory';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { bothByKustomizations, madeByKustomizations, undoneByKustomizations } from '../../../src/mesh/adopt/kustomization-patches';

const INJECT = 'sidecar.speedscale.com/inject';
const pointer = `/metadata/annotations/${INJECT.replace('/', '~1')}`;
const web = deployment('web', { labels: { app: 'web' } });
const mesh = sidecar('shop', { egress: [{ hosts: ['./*'] }] });
const set: Edit = { type: 'set', path: ['metadata', 'annotations', INJECT], value: 'true' };
const hosts = ['spec', 'egress', 0, 'hosts'];
const append: Edit = { type: 'append', path: hosts, items: ['speedscale/*'] };
const sidecars = { kind: 'Sidecar' };

const patching = (content: unknown, target?: unknown) => (
  { file: 'kustomization.yaml', value: {}, placeOf: () => ({}), patches: [{ place: {}, target, contents: [content] }] }
);

function undone(object: KubernetesObject, edit: Edit, content: unknown, target?: unknown): readonly string[] {
  const changes = [{ entry: inventoryEntry(object, () => ({})), edits: [edit] }];
  return undoneByKustomizations(changes, () => [patching(content, target)]).map(({ id }) => id);
}

const annotated = (value: unknown, name = 'web') => ({ kind: 'Deployment', metadata: { name, annotations: { [INJECT]: value } } });
const listeners = (listed: unknown) => ({ kind: 'Sidecar', metadata: { name: 'default' }, spec: { egress: listed } });

test.each<[string, KubernetesObject, Edit, unknown, unknown]>([
  ['an annotation with another value', web, set, annotated('false'), undefined],
  ['an annotation that it takes out', web, set, annotated(null), undefined],
  ['all annotations that it takes out', web, set, { kind: 'Deployment', metadata: { name: 'web', annotations: null } }, undefined],
  ['an annotation, by a target that names it otherwise', web, set, annotated('false', 'any'), { kind: 'Deploy.*', name: 'w.b' }],
  ['a list of egress listeners', mesh, append, listeners([{ hosts: ['./*'] }]), undefined],
  ['a list without the listener', mesh, append, listeners([]), undefined],
  ['an operation on the annotation', web, set, [{ op: 'add', path: pointer, value: 'false' }], { kind: 'Deployment' }],
  ['an operation that takes it out', web, set, [{ op: 'remove', path: pointer }], { group: 'apps', labelSelector: 'app=web' }],
  ['an operation on all annotations', web, set, [{ op: 'add', path: '/metadata/annotations', value: {} }], { name: 'web' }],
  ['an operation on the hosts', mesh, append, [{ op: 'replace', path: '/spec/egress/0/hosts', value: ['./*'] }], sidecars],
  ['an operation on the listener', mesh, append, [{ op: 'replace', path: '/spec/egress/0', value: { hosts: ['./*'] } }], sidecars],
  ['an annotation that was taken out', web, { type: 'remove', path: set.path }, annotated('true'), undefined],
  ['a host that was taken out', mesh, { type: 'take', path: hosts, items: ['speedscale/*'] }, listeners([{ hosts: ['./*', 'speedscale/*'] }]), undefined],
  ['an operation that adds a host which was taken out', mesh, { type: 'take', path: hosts, items: ['speedscale/*'] }, [{ op: 'add', path: '/spec/egress/0/hosts/-', value: 'speedscale/*' }], sidecars],
  ['a list of its own that it adds to', mesh, append, [{ op: 'add', path: '/spec/egress/0/hosts', value: [] }, { op: 'add', path: '/spec/egress/0/hosts/-', value: 'a/*' }], sidecars],
])('a patch undoes a change with %s', (_, object, edit, content, target) => {
  expect(undone(object, edit, content, target)).toEqual(['kustomization-undoes-change']);
});

test.each<[string, KubernetesObject, Edit, unknown, unknown]>([
  ['with the same value', web, set, annotated('true'), undefined],
  ['of another name', web, set, annotated('false', 'cart'), undefined],
  ['of another field', web, set, { kind: 'Deployment', metadata: { name: 'web', annotations: { a: 'b' } }, spec: { replicas: 2 } }, undefined],
  ['whose target is another', web, set, annotated('false'), { kind: 'StatefulSet' }],
  ['whose target names a part', web, set, annotated('false'), { name: 'we' }],
  ['whose target has other labels', web, set, annotated('false'), { labelSelector: 'app=cart' }],
  ['whose annotations are not there', web, set, annotated('false'), { annotationSelector: 'team=a' }],
  ['that lets the host in', mesh, append, listeners([{ hosts: ['speedscale/*'] }]), undefined],
  ['that adds a host', mesh, append, [{ op: 'add', path: '/spec/egress/0/hosts/-', value: 'a/*' }], sidecars],
  ['that puts a listener before', mesh, append, [{ op: 'add', path: '/spec/egress/0', value: { hosts: ['a/*'] } }], sidecars],
  ['that tests', mesh, append, [{ op: 'test', path: '/spec/egress', value: [] }], sidecars],
  ['that sets it again', web, set, [{ op: 'add', path: '/metadata/annotations', value: {} }, { op: 'add', path: pointer, value: 'true' }], { kind: 'Deployment' }],
  ['that is none', web, set, [null, 'x', {}], { kind: 'Deployment' }],
  ['that is empty', web, set, null, { kind: 'Deployment' }],
  ['of nothing that was taken out', web, { type: 'remove', path: set.path }, annotated(null), undefined],
])('a patch undoes no change %s', (_, object, edit, content, target) => {
  expect(undone(object, edit, content, target)).toEqual([]);
});

test('a patch whose target is not decided may undo a change, and is not what makes one', () => {
  const target = { name: '(a+)+' };
  expect(undone(web, set, annotated('false'), target)).toEqual(['kustomization-may-undo-change']);
  expect(undone(web, set, annotated('true'), target)).toEqual([]);
  expect(undone(web, set, annotated('false'), { ...target, kind: 'StatefulSet' })).toEqual([]);
  expect(madeByKustomizations(inventoryEntry(web, () => ({})), [set], [patching(annotated('true'), target)])).toEqual([]);
});

describe('a workload that is to be captured by goproxy', () => {
  const enabled = { kind: 'Deployment', metadata: { name: 'web', annotations: { 'capture.speedscale.com/enabled': 'true' } } };
  const both = (content: unknown, target?: unknown, edit: Edit = set) =>
    bothByKustomizations({ entry: inventoryEntry(web, () => ({})), edits: [edit] }, [patching(content, target)]).map(({ id }) => id);

  test.each<[string, unknown, unknown]>([
    ['turns eBPF on', enabled, undefined],
    ['turns the Java agent on', [{ op: 'add', path: '/metadata/annotations/capture.speedscale.com~1java-agent', value: 'true' }], { kind: 'Deployment' }],
    ['may turn eBPF on', enabled, { name: 'w(e|f)b' }],
  ])('is refused where a patch %s', (_, content, target) => {
    expect(both(content, target)).toEqual(['capture-with-both-modes']);
  });

  test.each<[string, unknown, unknown]>([
    ['turns eBPF off', { ...enabled, metadata: { name: 'web', annotations: { 'capture.speedscale.com/enabled': null } } }, undefined],
    ['turns goproxy on', annotated('true'), undefined],
    ['turns eBPF on for others', enabled, { name: 'cart|bank' }],
  ])('is not refused where a patch %s', (_, content, target) => {
    expect(both(content, target)).toEqual([]);
  });

  test('is refused where commonAnnotations turn eBPF on', () => {
    const kustomization = { file: 'k', value: { commonAnnotations: enabled.metadata.annotations }, placeOf: () => ({ file: 'k', line: 2 }), patches: [] };
    expect(bothByKustomizations({ entry: inventoryEntry(web, () => ({})), edits: [set] }, [kustomization])).toMatchObject([{ id: 'capture-with-both-modes', place: { file: 'k', line: 2 } }]);
  });

  test('is of no concern where the change is another', () => {
    expect(both(enabled, undefined, append)).toEqual([]);
  });
});

test('commonAnnotations undo one with another value, and say where', () => {
  const of = (value: string) => undoneByKustomizations([{ entry: inventoryEntry(web, () => ({})), edits: [set] }],
    () => [{ file: 'k', value: { commonAnnotations: { [INJECT]: value } }, placeOf: () => ({ file: 'k', line: 2 }), patches: [] }]);
  expect(of('true')).toEqual([]);
  expect(of('false')).toMatchObject([{ id: 'kustomization-undoes-change', place: { file: 'k', line: 2 } }]);
});

test.each<[string, KubernetesObject, Edit, unknown, boolean]>([
  ['sets the annotation', web, set, annotated('true'), true],
  ['sets it by an operation', web, set, [{ op: 'add', path: pointer, value: 'true' }], true],
  ['adds the host', mesh, append, [{ op: 'add', path: '/spec/egress/0/hosts/-', value: 'a/*' }, { op: 'add', path: '/spec/egress/0/hosts/-', value: 'speedscale/*' }], true],
  ['adds the host to a list of its own', mesh, append, [{ op: 'replace', path: '/spec/egress/0/hosts', value: ['./*'] }, { op: 'add', path: '/spec/egress/0/hosts/0', value: 'speedscale/*' }], true],
  ['adds another host', mesh, append, [{ op: 'add', path: '/spec/egress/0/hosts/-', value: 'a/*' }], false],
  ['replaces one host', mesh, append, [{ op: 'replace', path: '/spec/egress/0/hosts/0', value: 'speedscale/*' }], false],
  ['has the host', mesh, append, listeners([{ hosts: ['./*', 'speedscale/*'] }]), true],
  ['sets another value', web, set, annotated('false'), false],
  ['touches other fields', web, set, { kind: 'Deployment', metadata: { name: 'web' } }, false],
  ['is laid over another object', web, set, annotated('true', 'cart'), false],
  ['takes out what is to be taken out of the manifest', web, { type: 'remove', path: set.path }, annotated(null), false],
])('whether a patch that %s makes the change already', (_, object, edit, content, expected) => {
  const target = Array.isArray(content) ? { kind: object.kind } : undefined;
  expect(madeByKustomizations(inventoryEntry(object, () => ({})), [edit], [patching(content, target)])).toEqual(expected ? [edit] : []);
});

test('what a patch undoes of several objects is said once', () => {
  const changes = ['a', 'b'].map((name) => ({ entry: inventoryEntry(deployment(name), () => ({})), edits: [set] }));
  const findings = undoneByKustomizations(changes, () => [patching(annotated('false'), { kind: 'Deployment' })]);
  expect(findings.map(({ fact }) => fact)).toEqual([expect.stringContaining('is laid over Deployment shop/a and 1 more, and undoes')]);
});
