import { IConstruct } from 'constructs';
import { ResolvedMesh } from '../settings/resolve-mesh';

/** A mesh that an app describes, and the construct that does. */
interface MeshInApp {
  readonly construct: IConstruct;
  readonly mesh: ResolvedMesh;
}

/** By the root of the construct tree. Constructs ask for it when they render, so the mesh may be defined after them. */
const meshes = new WeakMap<IConstruct, MeshInApp[]>();

/** Makes a mesh known to the other constructs of its app. */
export function addMesh(construct: IConstruct, mesh: ResolvedMesh): void {
  const { root } = construct.node;
  meshes.set(root, [...meshesInApp(construct), { construct, mesh }]);
}

/** The meshes that the app of a construct describes: most describe one. */
export function meshesInApp(construct: IConstruct): readonly MeshInApp[] {
  return meshes.get(construct.node.root) ?? [];
}

/** The meshes that a namespace may belong to: those that list it, else all of the app. */
export function meshesOf(construct: IConstruct, namespace: string | undefined): readonly MeshInApp[] {
  const all = meshesInApp(construct);
  const listing = all.filter(({ mesh }) => mesh.namespaces.some(({ name }) => name === namespace));
  return listing.length > 0 ? listing : all;
}
