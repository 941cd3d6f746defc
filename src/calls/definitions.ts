import { AskedCall } from './calls';
import { Influence } from './influence';
import { everyMesh, isModelled, possibleMeshes } from './possible-meshes';
import { Mesh } from '../istio/mesh';
import { once } from '../istio/once';
import { Inventory, InventoryEntry } from '../kubernetes/inventory';
import { KubernetesObject, objectTitle } from '../kubernetes/object';
import { DefinedTwice, definedTwice } from '../mesh/defined-twice';
import { namespaceLabels } from '../mesh/facts/namespace-labels';
import { Sight, sightOf } from '../mesh/sight';
import { formatPlace } from '../message/text';

/** More choices of definitions than this are not tried for a call. */
const MOST_WAYS = 8;

/** The objects of a sight that have several definitions, and what was worked out of them. */
interface Definitions {
  readonly all: readonly DefinedTwice[];
  /** The sight with each way to choose that was asked for, by the chosen ones. */
  readonly ways: Map<string, Sight>;
  readonly influences: Map<DefinedTwice | undefined, Influence>;
}

const known = new WeakMap<Sight, Definitions>();

function definitionsOf(sight: Sight): Definitions {
  return once(known, sight, () => ({ all: definedTwice(sight, isModelled), ways: new Map(), influences: new Map() }));
}

/** The objects that istiod may read, each as often as it is defined. */
export function everyDefinition(sight: Sight): readonly KubernetesObject[] {
  const further = definitionsOf(sight).all.flatMap(({ definitions: [, ...others] }) => others.map(({ object }) => object));
  return [...possibleMeshes(sight)[0].mesh.input.objects, ...further];
}

/** One mesh of each istiod, and as many more as it takes for each definition to be in one: those of one istiod differ in nothing else. */
export function meshesOfDefinitions(sight: Sight): readonly Mesh[] {
  const { all } = definitionsOf(sight);
  const most = Math.max(1, ...all.map(({ definitions }) => definitions.length));
  return Array.from({ length: most }, (_, index) => index)
    .flatMap((index) => meshesOfIstiods(withDefinitions(sight, all, all.map(({ definitions }) => definitions[index] ?? definitions[0]))));
}

function meshesOfIstiods(sight: Sight): readonly Mesh[] {
  const meshes = everyMesh(sight).map(({ mesh }) => mesh);
  return meshes.filter(({ input }, index) => meshes.findIndex((other) => other.input.revision === input.revision) === index);
}

/** The objects with several definitions that the decision of a call may read. */
export function definitionsRead(sight: Sight, call: AskedCall): readonly DefinedTwice[] {
  const { all, influences } = definitionsOf(sight);
  if (all.length === 0) return [];
  const versionsOf = ({ kind, definitions }: DefinedTwice) => ({ kind, versions: definitions.map(({ object }) => object) });
  const influenceOf = (one?: DefinedTwice) => once(influences, one, () => (
    new Influence(meshesOfDefinitions(sight), (one === undefined ? all : [one]).map(versionsOf))));
  return isReached(influenceOf(), call) ? all.filter((one) => isReached(influenceOf(one), call)) : [];
}

function isReached(influence: Influence, { namespace, host, sample, port, protocols }: AskedCall): boolean {
  return influence.namespaces.has(namespace) || protocols.some((protocol) => influence.on({ title: '', host, sample, port, protocol }));
}

/** The sight with each choice among the definitions of these objects, the first of each first; `undefined` where there are too many. */
export function sightsWith(sight: Sight, objects: readonly DefinedTwice[]): readonly Sight[] | undefined {
  let choices: readonly (readonly InventoryEntry[])[] = [[]];
  for (const { definitions } of objects) {
    choices = choices.flatMap((chosen) => definitions.map((definition) => [...chosen, definition]));
    if (choices.length > MOST_WAYS) return undefined;
  }
  return choices.map((chosen) => withDefinitions(sight, objects, chosen));
}

function withDefinitions(sight: Sight, objects: readonly DefinedTwice[], chosen: readonly InventoryEntry[]): Sight {
  const { ways } = definitionsOf(sight);
  const key = objects.map(({ definitions }, index) => `${objectTitle(definitions[0].object)} ${definitions.indexOf(chosen[index])}`).join('\n');
  return objects.length === 0 ? sight : once(ways, key, () => {
    const kept = new Set(chosen);
    const left = new Set(objects.flatMap(({ kind, definitions: [{ object: { metadata: { namespace, name } } }] }) => (
      sight.inventory.find(kind, namespace, name!).filter((entry) => !kept.has(entry)))));
    const inventory = new Inventory(sight.inventory.entries.filter((entry) => !left.has(entry)));
    const labels = objects.some(({ kind }) => kind === 'Namespace') ? namespaceLabels(inventory, sight.settings, sight.placeOfSetting).labels : sight.labels;
    return sightOf({ ...sight, inventory, labels, base: undefined });
  });
}

/** The objects with the places of their definitions, in words. */
export function definitionsInWords(objects: readonly DefinedTwice[]): string {
  return objects.map(({ definitions }) => `${objectTitle(definitions[0].object)} (${definitions.map(({ place }) => formatPlace(place)).join(', ')})`).join('; ');
}
