import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { tryRender } from './render';
import { readManifests } from '../files/read-manifests';
import { Inventory, inventoryEntry } from '../kubernetes/inventory';
import { kubernetesObject } from '../kubernetes/object';
import { OtherDocument } from '../mesh/facts/read-facts';
import { throwAny } from '../message/input-error';
import { isError } from '../message/message';

/** The objects in sight of a mesh, from which `SpeedscaleOnIstio` decides what must exist. */
export class MeshContext {
  /**
   * The objects that a construct and everything in it have defined so far: those of a chart, of an environment, or of a whole app.
   * Objects that are defined later, or cannot be rendered yet, are not among them, so make the mesh's own objects first.
   * @param scope the construct that holds the objects: a chart, for instance, or the app
   */
  public static of(scope: IConstruct): MeshContext {
    return MeshContext._ofObjects(scope.node.findAll().filter(ApiObject.isApiObject));
  }

  /** @internal */
  public static _ofObjects(objects: readonly ApiObject[]): MeshContext {
    return new MeshContext(new Inventory(objects.flatMap((each) => {
      const object = kubernetesObject(tryRender(each));
      return object === undefined ? [] : [inventoryEntry(object, () => ({ object: each.node.path }))];
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
