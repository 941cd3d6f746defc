import { adopt, deployment, remove } from './plan';
import { SPEEDSCALE_ANNOTATIONS } from '../../../src/speedscale/annotations';

const INJECT = 'sidecar.speedscale.com/inject';
const CNI = 'sidecar.speedscale.com/istio-cni';
const inject = { [INJECT]: 'true' };
const shop = { namespaces: [{ name: 'shop' }], istio: { hasRootSidecar: false } };
const web = { settings: shop, captured: { web: { ...inject, [CNI]: 'true' } } };

const annotationsOf = (object: unknown) => (object as { metadata: { annotations?: unknown } }).metadata.annotations;
const templateOf = (object: unknown) => (object as { spec: { template: { metadata: unknown } } }).spec.template.metadata;

test('a captured workload gets the annotations in its own metadata, and no other one', () => {
  const { after, changes } = adopt([deployment('web'), deployment('cart')], web);
  expect(changes).toHaveLength(1);
  expect([annotationsOf(after[0]), templateOf(after[0])]).toEqual([{ [INJECT]: 'true', [CNI]: 'true' }, { labels: { app: 'web' } }]);
});

test('annotations that are there stay as they are, and those that are right are not set again', () => {
  const { after, changes } = adopt([deployment('web', { annotations: { team: 'a', ...inject } })], web);
  expect(changes[0].edits).toHaveLength(1);
  expect(annotationsOf(after[0])).toEqual({ team: 'a', ...inject, [CNI]: 'true' });
});

test('a workload that has all of them is not changed', () => {
  expect(adopt([deployment('web', { annotations: { ...inject, [CNI]: 'true' } })], web).changes).toEqual([]);
});

describe('annotations in the pod template', () => {
  const misplaced = deployment('web', {}, { annotations: { team: 'a', ...inject } });

  test('are said and left there', () => {
    const { ids, after } = adopt([misplaced], { settings: shop });
    expect([ids, after]).toEqual([['annotations-misplaced'], [misplaced]]);
  });

  test('are moved where that is asked for, the others stay', () => {
    const { ids, after: [moved] } = adopt([misplaced], { settings: shop, moveAnnotations: true });
    expect([ids, annotationsOf(moved), templateOf(moved)]).toEqual([[], inject, { labels: { app: 'web' }, annotations: { team: 'a' } }]);
  });

  test('leave nothing empty behind', () => {
    const { after: [moved] } = adopt([deployment('web', {}, { annotations: inject })], { settings: shop, moveAnnotations: true });
    expect(templateOf(moved)).toEqual({ labels: { app: 'web' } });
  });

  test('are only taken out there where the workload has the same', () => {
    const { after: [moved], ids } = adopt([deployment('web', { annotations: inject }, { annotations: inject })], { settings: shop, moveAnnotations: true });
    expect([ids, annotationsOf(moved), templateOf(moved)]).toEqual([[], inject, { labels: { app: 'web' } }]);
  });

  test('that differ from the workload\'s, or from what the settings want, are an error', () => {
    const template = { annotations: { [INJECT]: 'false' } };
    expect(adopt([deployment('web', { annotations: inject }, template)], { settings: shop, moveAnnotations: true }).ids).toEqual(['annotation-differs-in-template']);
    expect(adopt([deployment('web', {}, template)], { ...web, moveAnnotations: true }).ids).toEqual(['annotation-differs-in-template']);
  });

  test('are not reported where the workload has the same', () => {
    expect(adopt([deployment('web', { annotations: inject }, { annotations: inject })], { settings: shop }).ids).toEqual([]);
  });

  test('are not moved beside the other mode of capture', () => {
    const enabled = { 'capture.speedscale.com/enabled': 'true' };
    const asked = { settings: shop, moveAnnotations: true };
    expect(adopt([deployment('web', { annotations: enabled }, { annotations: inject })], asked).ids).toEqual(['capture-with-both-modes']);
    expect(adopt([deployment('web', { annotations: inject }, { annotations: enabled })], asked).ids).toEqual(['capture-with-both-modes']);
    expect(adopt([deployment('web', {}, { annotations: { ...inject, ...enabled } })], asked).ids).toEqual(['capture-with-both-modes']);
  });

  test('of the operator itself are none of ours', () => {
    const { ids } = adopt([deployment('web', {}, { annotations: { 'operator.speedscale.com/managed-by': 'x' } })], { settings: shop });
    expect(ids).toEqual([]);
  });
});

test('workloads of which nothing says the namespace are counted once', () => {
  const { ids, findings } = adopt([deployment('web', { namespace: undefined }), deployment('cart', { namespace: undefined })], { settings: shop });
  expect(ids).toEqual(['workloads-without-namespace']);
  expect(findings.find(({ id }) => id === 'workloads-without-namespace')!.fact).toContain('2 workloads');
  const [one] = adopt([deployment('web', { namespace: undefined })], { settings: shop }).findings.filter(({ id }) => id === 'workloads-without-namespace');
  expect(one.fact).toMatch(/^Deployment web names no namespace/);
});

describe('what may not be edited', () => {
  test('is said where it stands in a file that is only read', () => {
    const { ids, changes } = adopt([], { ...web, context: [deployment('web')] });
    expect([changes, ids]).toEqual([[], ['object-outside-paths']]);
  });

  test('is refused where several overlays share the file', () => {
    expect(adopt([deployment('web')], { ...web, overlays: ['dev', 'prod'] }).ids).toEqual(['file-in-several-overlays']);
    expect(adopt([deployment('web')], { ...web, overlays: ['prod'] }).ids).toEqual([]);
  });

  test('is refused where the object is defined again', () => {
    expect(adopt([deployment('web'), deployment('web')], web).ids).toEqual(['object-in-several-places', 'object-in-several-places']);
  });

  test('is not refused where the other one is a fragment, as an overlay has it', () => {
    const replicas = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec: { replicas: 3 } };
    expect(adopt([deployment('web'), replicas], web).ids).toEqual([]);
  });

  test('is refused where a fragment has annotations of Speedscale\'s, which win over those of the workload', () => {
    const off = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop', annotations: { [INJECT]: 'false' } } };
    expect(adopt([deployment('web'), off], web).ids).toEqual(['object-in-several-places']);
  });

  test('is not refused where the other one is only read, as a cluster\'s dump is', () => {
    expect(adopt([deployment('web')], { ...web, context: [deployment('web', { annotations: { ...inject, [CNI]: 'true' } })] }).ids).toEqual([]);
  });
});

describe('taking out', () => {
  test.each([
    ['that was there without annotations', deployment('web')],
    ['that had others', deployment('web', { annotations: { team: 'a' } })],
  ])('restores a workload %s', (_, before) => {
    const { after: [adopted] } = adopt([before], web);
    expect(remove([adopted as typeof before], { settings: shop }).after).toEqual([before]);
  });

  test('takes out all that captures set, and leaves what people or the operator set', () => {
    const every = Object.fromEntries(SPEEDSCALE_ANNOTATIONS.map(({ name }) => [name, 'x']));
    const [after] = remove([deployment('web', { annotations: every })], { settings: shop }).after;
    const left = SPEEDSCALE_ANNOTATIONS.filter(({ setBy }) => setBy !== 'capture' && setBy !== 'option').map(({ name }) => name);
    expect(Object.keys(annotationsOf(after) as object)).toEqual(left);
  });

  test('reaches pod templates too', () => {
    const [after] = remove([deployment('web', {}, { annotations: inject })], { settings: shop }).after;
    expect(templateOf(after)).toEqual({ labels: { app: 'web' } });
  });

  test('leaves namespaces alone that the settings do not list, and says so', () => {
    const { changes, ids } = remove([deployment('web', { namespace: 'cart', annotations: inject })], { settings: shop });
    expect([changes, ids]).toEqual([[], ['workload-not-in-settings']]);
  });

  test('leaves fragments alone, and says so', () => {
    const fragment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop', annotations: inject } };
    const { changes, ids } = remove([fragment], { settings: shop });
    expect([changes, ids]).toEqual([[], ['annotations-left-in-fragment']]);
  });
});
