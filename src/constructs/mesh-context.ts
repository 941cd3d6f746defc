import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { readManifests } from '../files/read-manifests';
import { Inventory, inventoryEntry } from '../kubernetes/inventory';
import { KubernetesObject, kubernetesObject } from '../kubernetes/object';
import { workloadKind } from '../kubernetes/workload';
import { OtherDocument } from '../mesh/facts/read-facts';
import { throwAny } from '../message/input-error';
import { isError } from '../message/message';

/** The objects in sight of a mesh, from which `SpeedscaleOnIstio` decides what must exist. */
export class MeshContext {
  /**
   * The objects that the app of a construct has defined so far. Objects that are defined later are not among them, so make the
   * mesh's own objects first.
   * @param scope any construct of the app
   */
  public static of(scope: IConstruct): MeshContext {
    const objects = scope.node.root.node.findAll().filter(ApiObject.isApiObject);
    return new MeshContext(new Inventory(objects.flatMap((child) => {
      const object = rendered(child);
      return object === undefined ? [] : [inventoryEntry(object, () => ({ object: child.node.path }))];
    })));
  }

  /**
   * The objects of manifests: files, and folders with everything in them. Also the output of
   * `kubectl get namespaces,services,sidecars,serviceentries,virtualservices -A -o yaml`, and values of the chart `istiod` where
   * their file is named itself.
   *
   * Throws where a path does not exist, a folder holds no manifest, or a manifest cannot be read.
   * @param paths files and folders, from the working directory
   */
  public static fromManifests(paths: string[]): MeshContext {
    const { inventory, others, findings } = readManifests(paths.map((path) => ({ path })), () => Buffer.of());
    throwAny(findings.filter(isError));
    return new MeshContext(inventory, others);
  }

  /** An empty context: nothing of the mesh is in sight. */
  public static nothing(): MeshContext {
    return new MeshContext(new Inventory([]));
  }

  /** @internal */
  public readonly _inventory: Inventory;

  /** @internal */
  public readonly _others: readonly OtherDocument[];

  private constructor(inventory: Inventory, others: readonly OtherDocument[] = []) {
    this._inventory = inventory;
    this._others = others;
  }
}

/** The object as it is now; `undefined` for a workload that cannot be rendered yet, since its containers may come later. */
function rendered(child: ApiObject): KubernetesObject | undefined {
  try {
    return kubernetesObject(child.toJson());
  } catch (error) {
    if (workloadKind(child) !== undefined) return undefined;
    throw error;
  }
}
