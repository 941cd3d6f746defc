import { posix } from 'node:path';
import { partsOf } from './adopt/kustomization';
import { OtherDocument } from './facts/read-facts';
import { Inventory } from '../kubernetes/inventory';

/** The names that kustomize looks for (api/konfig/general.go). */
export const KUSTOMIZATION_NAMES: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
const KINDS = ['Kustomization.kustomize.config.k8s.io', 'Component.kustomize.config.k8s.io'];

/**
 * The files that kustomizations in sight list among their resources or patch with: what a cluster gets of them is the rendering. A
 * file beside a kustomization that does not list it is a manifest like any other.
 * @param others documents without a kind: a kustomization need not say that it is one
 */
export function kustomizedFiles(inventory: Inventory, others: readonly OtherDocument[]): ReadonlySet<string> {
  const ofKind = KINDS.flatMap((kind) => inventory.byKind(kind)).map(({ object, place }) => ({ value: object as unknown, file: place.file ?? '' }));
  const ofName = others.map(({ value, placeOf }) => ({ value, file: placeOf([]).file ?? '' })).filter(({ file }) => KUSTOMIZATION_NAMES.includes(posix.basename(file)));
  return new Set([...ofKind, ...ofName].flatMap(({ value, file }) => partsOf(value).map((part) => posix.join(posix.dirname(file), part))));
}
