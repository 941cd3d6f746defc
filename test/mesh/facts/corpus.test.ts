import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inventory, InventoryEntry, inventoryEntry } from '../../../src/kubernetes/inventory';
import { isPatchFragment, workloadKind } from '../../../src/kubernetes/workload';
import { meshFacts, MeshFacts } from '../../../src/mesh/facts/mesh-facts';
import { placeOfValue } from '../../../src/yaml/path';
import { readStream } from '../../../src/yaml/read';

const corpus = '../shared/corpus';
const there = existsSync(corpus) ? describe : describe.skip;

function entriesUnder(path: string): readonly InventoryEntry[] {
  const files = readdirSync(join(corpus, path), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && /\.(ya?ml|json)$/.test(file.name)).map((file) => join(file.parentPath, file.name)).sort();
  return files.flatMap((file) => [...readStream(readFileSync(file), { file })]
    .flatMap((document) => document.type === 'object' ? [inventoryEntry(document.value, (at) => placeOfValue(document, at))] : []));
}
const factsOf = (...paths: string[]): MeshFacts => meshFacts(new Inventory(paths.flatMap(entriesUnder)), [], {}, () => ({}));

there('real repositories (../shared/corpus)', () => {
  test('94 of their 308 workload manifests are fragments that patch others', () => {
    const workloads = entriesUnder('.').filter(({ object }) => workloadKind(object) !== undefined);
    expect([workloads.length, workloads.filter(({ object }) => isPatchFragment(object)).length]).toEqual([308, 94]);
  });

  test('kubeflow\'s installation shows the mesh: its release, its policy, its CNI agent', () => {
    const { known, labels } = factsOf('kubeflow/common/istio/istio-install/base', 'kubeflow/common/istio/istio-namespace');
    expect(known).toMatchObject({ version: '1.29.1', outboundTrafficPolicy: 'ALLOW_ANY', rootNamespace: 'istio-system', cni: true });
    expect(labels.get('istio-system')).toMatchObject({ 'kubernetes.io/metadata.name': 'istio-system' });
  });

  test('its overlay without the CNI agent contradicts the base, so whether there is one is unknown', () => {
    const { known, findings } = factsOf('kubeflow/common/istio/istio-install/base', 'kubeflow/common/istio/istio-install/overlays');
    expect(known).not.toHaveProperty('cni');
    expect(findings.map(({ id, fact }) => `${id} ${fact.split(' ')[0]}`)).toContain('manifests-contradict-each-other istio.cni');
  });

  test('applications alone show nothing of the mesh', () => {
    expect(factsOf('online-boutique').known).toEqual({});
  });
});
