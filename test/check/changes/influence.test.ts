import { Influence } from '../../../src/calls/influence';
import { Target } from '../../../src/calls/target';
import { differencesOf } from '../../../src/check/changes/differences';
import { targetsOf } from '../../../src/check/changes/targets';
import { decideEgress } from '../../../src/istio/egress/decide';
import { buildMesh, Mesh } from '../../../src/istio/mesh';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { meshOf } from '../../istio/compare';
import { namespace as namespaceNamed, service } from '../../oracle/cases/objects';
import { Proxy } from '../../oracle/format';
import { generate } from '../../oracle/generate/mesh';
import { Random } from '../../oracle/generate/random';

const SEED = 7;
const RELEASE = '1.30.3';

/** The objects with one taken out, put in or replaced by one of the same kind, and sometimes two. */
function changed(random: Random, objects: readonly KubernetesObject[], others: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const [gone, come] = [random.pick(objects), random.pick(others)];
  const alike = others.find(({ kind }) => kind === gone.kind);
  const kept = objects.filter((object) => object !== gone);
  const renamed = (object: KubernetesObject) => ({ ...object, metadata: { ...object.metadata, name: `${object.metadata.name}-more` } });
  return random.pick([
    () => kept,
    () => [...objects, renamed(come)],
    () => alike === undefined ? kept : [...kept, { ...gone, spec: alike.spec }],
    () => [...kept, renamed(come)],
  ])();
}

function decided(mesh: Mesh, { namespace, labels }: Proxy, { sample, port, protocol }: Target) {
  const { outcome, clusters } = decideEgress(mesh, { namespace, labels, host: sample, port, protocol });
  return JSON.stringify([outcome, outcome === 'allowed' ? [...clusters].sort() : []]);
}

test('a call that the differences do not influence is decided alike in both meshes', () => {
  const wrong: unknown[] = [];
  const asked = { spared: 0, other: 0 };
  for (let position = 0; position < 100; position++) {
    const request = generate(SEED, position, 30, 0);
    const others = generate(SEED, position + 10_000, 30, 0).objects.filter(({ kind }) => kind !== 'Namespace');
    const random = new Random(SEED, position + 20_000);
    const before = meshOf(request, RELEASE);
    const after = meshOf({ ...request, objects: changed(random, request.objects, others) }, RELEASE);
    const differences = differencesOf(before.input.objects, after.input.objects);
    const influence = new Influence([before, after], differences.values());
    for (const target of targetsOf([before, after], [])) {
      for (const proxy of request.proxies) {
        const [was, is] = [decided(before, proxy, target), decided(after, proxy, target)];
        if (influence.namespaces.has(proxy.namespace) || influence.on(target)) {
          asked.other += Number(was !== is);
          continue;
        }
        asked.spared++;
        if (was !== is) wrong.push({ position, target, proxy: proxy.id, was, is, differences: [...differences.keys()] });
      }
    }
  }
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(asked.spared).toBeGreaterThan(500);
  expect(asked.other).toBeGreaterThan(50);
});

describe('a name that leads to another object in DNS is influenced by that', () => {
  const kafka = service('b/kafka', 'None', [{ name: 'tcp', port: 9092 }]);
  const alias = (name: string, externalName: string): KubernetesObject => ({ ...service(`b/${name}`, '', []), spec: { type: 'ExternalName', externalName } });
  const aliases = [alias('first', 'second.b.svc.cluster.local'), alias('second', 'kafka-0.kafka.b.svc.cluster.local')];
  const influenced = (host: string, meshConfig: object = {}) => {
    const [before, after] = [[...aliases, kafka], aliases].map((objects) => (
      buildMesh({ release: RELEASE, meshConfig, objects: [namespaceNamed('b', {}), ...objects] })));
    return new Influence([before, after], differencesOf(before.input.objects, after.input.objects).values()).on({ title: host, host, sample: host, port: 5432, protocol: 'TCP' });
  };

  test.each(['kafka-0.kafka.b', 'kafka-0.kafka.b.svc.cluster.local', 'second.b', 'first.b.svc.cluster.local'])('%s', (host) => {
    expect(influenced(host)).toBe(true);
    expect(influenced(host, { discoverySelectors: [{ matchLabels: { mesh: 'yes' } }] })).toBe(true);
  });

  test('and another name is not', () => {
    expect(influenced('other.b.svc.cluster.local')).toBe(false);
  });
});
