import { Inventory } from '../../kubernetes/inventory';
import { namespaceNameLabel } from '../../kubernetes/names';
import { unfinishedIn } from '../../kubernetes/unfinished';
import { StringMap } from '../../kubernetes/value';
import { finding } from '../../message/catalogue';
import { Finding } from '../../message/message';
import { MeshSettings } from '../../settings/mesh-settings';
import { PlaceOf, SettingsPath } from '../../settings/place';
import { DEFAULT_NAMESPACE } from '../../settings/resolve-mesh';

/** The labels of the namespaces of which anything is known. */
export interface NamespaceLabels {
  readonly labels: ReadonlyMap<string, StringMap>;
  readonly findings: readonly Finding[];
}

/**
 * The labels of namespaces: those of the Namespace objects in sight, and those that the settings state beside. A label that the
 * settings state otherwise than the object is an error.
 */
export function namespaceLabels(inventory: Inventory, settings: MeshSettings, placeOf: PlaceOf): NamespaceLabels {
  // Of a Namespace that is still to be filled in, no label is known.
  const final = inventory.byKind('Namespace').filter(({ object }) => unfinishedIn(object) === undefined);
  const objects = final.flatMap(({ object, placeOf: at }) => object.metadata.name === undefined ? []
    : [{ name: object.metadata.name, labels: object.metadata.labels ?? {}, at }]);
  const labels = new Map<string, StringMap>();
  const add = (name: string, more: StringMap) => labels.set(name, { ...namespaceNameLabel(name), ...labels.get(name), ...more });
  const statedInSettings = statedLabels(settings);
  statedInSettings.forEach((stated) => add(stated.name, stated.labels));
  objects.forEach((object) => add(object.name, object.labels));
  const findings = statedInSettings.flatMap((stated) => Object.entries(stated.labels).flatMap(([key, value]) => {
    const ofName = objects.filter(({ name }) => name === stated.name);
    const differs = ofName.find(({ labels: its }) => Object.hasOwn(its, key) && its[key] !== value);
    const object = differs ?? ofName.find(({ labels: its }) => !Object.hasOwn(its, key));
    if (object === undefined) return [];
    const { file, line } = object.at(['metadata', 'labels', key]);
    const at = [file, line].filter((part) => part !== undefined).join(':');
    const label = `label ${key} of Namespace ${stated.name}`;
    return [Object.hasOwn(object.labels, key)
      ? finding('settings-contradict-manifests', { key: label, setting: value, value: object.labels[key], at }, placeOf([...stated.path, key]))
      : finding('stated-label-not-in-manifest', { key, value, namespace: stated.name, at }, placeOf([...stated.path, key]))];
  }));
  return { labels, findings };
}

function statedLabels({ speedscale = {}, namespaces = [] }: MeshSettings): readonly { name: string; labels: StringMap; path: SettingsPath }[] {
  const own = speedscale.namespaceLabels === undefined ? []
    : [{ name: speedscale.namespace ?? DEFAULT_NAMESPACE, labels: speedscale.namespaceLabels, path: ['speedscale', 'namespaceLabels'] }];
  return [...own, ...namespaces.flatMap(({ name, labels }, index) => labels === undefined ? [] : [{ name, labels, path: ['namespaces', index, 'labels'] }])];
}
