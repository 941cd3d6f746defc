import { buildMesh, Mesh } from '../mesh';
import { once } from '../once';

/** With more namespaces in doubt than this, not every mesh is tried. */
const MOST_NAMESPACES = 3;

const known = new WeakMap<Mesh, readonly Mesh[]>();

/**
 * The meshes that a mesh can be, with and without each namespace of which nothing tells whether discoverySelectors select it;
 * the mesh itself where there is none, where there are too many, or where the labels of a namespace decide more than that.
 */
export function meshesByDiscovery(mesh: Mesh): readonly Mesh[] {
  const { doubtfulNamespaces, config } = mesh;
  if (doubtfulNamespaces.length === 0 || doubtfulNamespaces.length > MOST_NAMESPACES || config.entryVisibility !== undefined) return [mesh];
  return once(known, mesh, () => withAndWithout(doubtfulNamespaces).map((choice) => buildMesh({ ...mesh.input, discovered: new Map(choice) })));
}

function withAndWithout(namespaces: readonly string[]): readonly (readonly (readonly [string, boolean])[])[] {
  if (namespaces.length === 0) return [[]];
  const [first, ...rest] = namespaces;
  return [true, false].flatMap((selected) => withAndWithout(rest).map((others) => [[first, selected] as const, ...others]));
}
