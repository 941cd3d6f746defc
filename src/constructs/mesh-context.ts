import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Inventory, inventoryEntry } from '../kubernetes/inventory';
import { kubernetesObject } from '../kubernetes/object';

/** The objects in sight of a mesh, from which `SpeedscaleOnIstio` decides what must exist. */
export class MeshContext {
  /**
   * The objects that the app of a construct has defined so far. Objects that are defined later are not among them, so make the
   * mesh's own objects first.
   * @param scope any construct of the app
   */
  public static of(scope: IConstruct): MeshContext {
    const objects = scope.node.root.node.findAll().filter(ApiObject.isApiObject);
    return new MeshContext(new Inventory(objects.map((child) =>
      inventoryEntry(kubernetesObject(child.toJson())!, () => ({ object: child.node.path })))));
  }

  /** An empty context: nothing of the mesh is in sight. */
  public static nothing(): MeshContext {
    return new MeshContext(new Inventory([]));
  }

  /** @internal */
  public readonly _inventory: Inventory;

  private constructor(inventory: Inventory) {
    this._inventory = inventory;
  }
}
