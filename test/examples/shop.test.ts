import { Testing, Yaml } from 'cdk8s';
import { ShopMesh } from '../../examples/typescript/shop';
import { type } from '../cli/transcript';

interface Titled {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
}

test('the example with constructs and the one with a settings file give the same mesh objects, byte for byte', async () => {
  const rendered = Testing.synth(new ShopMesh(Testing.app(), 'shop')) as Titled[];
  const generated = rendered.filter(({ kind, metadata }) => kind !== 'Deployment' && metadata.namespace !== 'istio-system');
  const { stdout, exitCode } = await type('synth --stdout -c examples/shop/speedscale.yaml');
  expect(exitCode).toBe(0);
  expect(stdout).toBe(Yaml.stringify(...generated));
});
