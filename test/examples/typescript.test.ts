import { readFileSync } from 'node:fs';
import { Testing, Yaml } from 'cdk8s';
import { ShopMesh } from '../../examples/typescript/shop';

test('the TypeScript example renders the manifests that a person has read', () => {
  expect(Yaml.stringify(...Testing.synth(new ShopMesh(Testing.app(), 'shop')))).toBe(readFileSync('test/examples/shop.k8s.yaml', 'utf8'));
});
