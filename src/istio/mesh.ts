import { KubernetesObject } from '../kubernetes/object';

/** What a mesh is built from. */
export interface MeshInput {
  /** The release of Istio: `1.30.3`, or `1.30` for its last patch. */
  readonly release: string;
  /** MeshConfig as a map; `{}` for Istio's defaults. */
  readonly meshConfig: unknown;
  readonly objects: readonly KubernetesObject[];
  /** The revision of the istiod that decides. @default "default" */
  readonly revision?: string;
}

/** An object that Istio's validation refuses. */
export interface RejectedObject {
  readonly object: KubernetesObject;
  readonly because: string;
}

/** The objects of a mesh as istiod holds them, indexed. */
export interface Mesh {
  readonly release: string;
  readonly rejected: readonly RejectedObject[];
}

/** The mesh that istiod would hold, without the objects that a cluster would refuse. */
export function buildMesh({ release }: MeshInput): Mesh {
  return { release, rejected: [] };
}
