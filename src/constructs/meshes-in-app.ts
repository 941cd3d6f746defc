import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { finding } from '../message/catalogue';
import { Finding } from '../message/message';
import { inSentence } from '../message/text';
import { ResolvedMesh } from '../settings/resolve-mesh';

/** A construct that describes a mesh, and the part of the app that it states to be about. */
export interface MeshClaim {
  readonly construct: IConstruct;
  /** Absent: the whole app for the only claim of an app, else the chart that the construct is in. */
  readonly scope?: IConstruct;
}

/** A mesh that an app describes. */
export interface MeshInApp extends MeshClaim {
  readonly mesh: ResolvedMesh;
}

/** By a construct of the tree: the claims whose scope begins there. */
type Scopes<C extends MeshClaim> = ReadonlyMap<IConstruct, readonly C[]>;

interface MeshesOfApp {
  readonly meshes: readonly MeshInApp[];
  readonly scopes: Scopes<MeshInApp>;
}

/** By the root of the construct tree. Constructs ask for it when they render, so the mesh may be defined after them. */
const apps = new WeakMap<IConstruct, MeshesOfApp>();

/** Makes a mesh known to the other constructs of its app. */
export function addMesh(mesh: MeshInApp): void {
  const meshes = [...meshesInApp(mesh.construct), mesh];
  apps.set(mesh.construct.node.root, { meshes, scopes: scopesOf(meshes) });
}

/** The mesh that a construct belongs to; `undefined` where the app describes none, or it belongs to no single one. */
export function meshOf(construct: IConstruct): MeshInApp | undefined {
  const around = meshesAround(construct);
  return around.length === 1 ? around[0] : undefined;
}

/** An error where the app describes meshes and a capture or replay belongs to none of them, or to several. */
export function meshProblems(construct: IConstruct, object: string): readonly Finding[] {
  const meshes = meshesInApp(construct);
  const around = meshesAround(construct);
  if (meshes.length === 0 || around.length === 1) return [];
  const named = inSentence((around.length === 0 ? meshes : around).map((mesh) => `"${mesh.construct.node.path}"`));
  return [finding(around.length === 0 ? 'construct-in-no-mesh' : 'construct-in-several-meshes', { object, meshes: named })];
}

/**
 * What a claim is about: the objects in its scope, but for its own. A scope that is not stated leaves out what is in the scope
 * of another claim inside it, such as that of a nested chart.
 */
export function objectsInScope(claim: MeshClaim): readonly ApiObject[] {
  const claims = [...meshesInApp(claim.construct).filter(({ construct }) => construct !== claim.construct), claim];
  const scopes = scopesOf(claims);
  return objectsUnder(scopeOf(claim, claims))
    .filter((object) => claimsAround(object, scopes).includes(claim) && !object.node.scopes.includes(claim.construct));
}

/** The objects that are deployed with a construct: those that share a mesh with it, else those of its chart. */
export function objectsBeside(construct: IConstruct): readonly ApiObject[] {
  const keys = deployedWith(construct);
  return objectsUnder(meshesAround(construct).length === 0 ? chartOf(construct) : construct.node.root)
    .filter((object) => object !== construct && deployedWith(object).some((key) => keys.includes(key)));
}

/** What a construct is deployed with, each as one construct: its meshes, else its chart. Two constructs with one in common meet in a cluster. */
export function deployedWith(construct: IConstruct): readonly IConstruct[] {
  const around = meshesAround(construct);
  return around.length === 0 ? [chartOf(construct)] : around.map((mesh) => mesh.construct);
}

/** The nearest chart that a construct is in; the root of a tree that has none around it. */
export function chartOf(construct: IConstruct): IConstruct {
  return construct.node.scopes.reverse().find((scope) => Chart.isChart(scope)) ?? construct.node.root;
}

function meshesInApp(construct: IConstruct): readonly MeshInApp[] {
  return apps.get(construct.node.root)?.meshes ?? [];
}

function meshesAround(construct: IConstruct): readonly MeshInApp[] {
  const app = apps.get(construct.node.root);
  return app === undefined ? [] : claimsAround(construct, app.scopes);
}

/** From the inside out: a stated scope holds everything below it, any other one what no scope inside it holds. */
function claimsAround<C extends MeshClaim>(construct: IConstruct, scopes: Scopes<C>): readonly C[] {
  const found = new Set<C>();
  for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) {
    const isTaken = found.size > 0;
    for (const claim of scopes.get(at) ?? []) {
      if (claim.scope !== undefined || !isTaken) found.add(claim);
    }
  }
  return [...found];
}

/** Where each claim begins to hold: at its scope, and at its own construct, whose objects are its own wherever it is. */
function scopesOf<C extends MeshClaim>(claims: readonly C[]): Scopes<C> {
  const scopes = new Map<IConstruct, C[]>();
  for (const claim of claims) {
    for (const at of [claim.construct, scopeOf(claim, claims)]) scopes.set(at, [...scopes.get(at) ?? [], claim]);
  }
  return scopes;
}

function scopeOf({ scope, construct }: MeshClaim, { length }: readonly MeshClaim[]): IConstruct {
  return scope ?? (length === 1 ? construct.node.root : chartOf(construct));
}

function objectsUnder(scope: IConstruct): readonly ApiObject[] {
  return scope.node.findAll().filter(ApiObject.isApiObject);
}
