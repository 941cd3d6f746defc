import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { KubernetesObject } from '../kubernetes/object';

/** The objects in sight of a mesh, from which `SpeedscaleOnIstio` decides what must exist. */
export class MeshContext {
  /**
   * The objects that the app of a construct has defined so far. Objects that are defined later are not among them, so make the
   * mesh's own objects first.
   * @param scope any construct of the app
   */
  public static of(scope: IConstruct): MeshContext {
    return new MeshContext(scope.node.root.node.findAll().filter(ApiObject.isApiObject).map((object) => object.toJson() as KubernetesObject));
  }

  /** An empty context: nothing of the mesh is in sight. */
  public static nothing(): MeshContext {
    return new MeshContext([]);
  }

  /** @internal */
  public readonly _objects: readonly KubernetesObject[];

  private constructor(objects: readonly KubernetesObject[]) {
    this._objects = objects;
  }
}
