import { Choices } from './choices';
import { meshesByDiscovery } from './discovered';
import { followCall } from './follow';
import { policiesOn } from './not-decided';
import { changedByEnvoyFilter } from './not-modelled';
import { objectReference } from './reference';
import { chooseSidecar, scopeOf } from './scope';
import { serviceStep } from './service-step';
import { Call, CallEnd, Step, UnknownReason, Verdict } from './verdict';
import { combined, endAlike, unknownWay, Way } from './way';
import { KubernetesObject } from '../../kubernetes/object';
import { Mesh } from '../mesh';
import { Service } from '../service';

/** More ways than this are not gone to find out whether the order of objects matters. */
const MOST_RUNS = 1000;
/** The ports of istio-proxy itself. */
const RESERVED_PORTS: readonly number[] = [15001, 15006, 15021, 15090];

/**
 * What Istio's egress rules do with a call of a pod that a sidecar holds (`enforcement` tells whether one does). Where the
 * objects leave several ways open, and these end differently, the verdict is `unknown`.
 */
export function decideEgress(mesh: Mesh, asked: Call): Verdict {
  const meshes = meshesByDiscovery(mesh);
  if (meshes.length === 1) return decideIn(meshes[0], asked);
  const [first, ...others] = meshes.map((possible) => decideIn(possible, asked));
  const alike = others.every((verdict) => endAlike(verdict, first));
  const ends = [...new Map([first, ...others].flatMap((verdict) => verdict.ends.map((end) => [`${end.host} ${end.object.namespace}/${end.object.name}`, end] as const))).values()];
  const clusters = [...new Set([first, ...others].flatMap((verdict) => verdict.clusters))];
  const destinations = [...new Set([first, ...others].flatMap((verdict) => verdict.destinations))];
  const { steps } = first;
  return alike ? { ...first, clusters, ends, destinations, steps } : { ...first, outcome: 'unknown', reason: 'namespace-not-in-sight', clusters, ends, destinations, steps };
}

/** The decision where every namespace is in sight, or counts as such. */
function decideIn(mesh: Mesh, asked: Call): Verdict {
  const host = asked.host.toLowerCase();
  const call = host === asked.host ? asked : { ...asked, host };
  const early = undecidable(mesh, call);
  if (early !== undefined) return { outcome: 'unknown', reason: early, clusters: [], ends: [], destinations: [], endsByAge: false, contested: [], steps: [], notDecided: [] };
  const choices = new Choices();
  let decided: Run | undefined;
  let runs = 0;
  const ends: (readonly Service[])[] = [];
  do {
    const run = runOnce(mesh, call, choices);
    ends.push(run.way.services);
    decided = decided === undefined ? run : { ...decided, way: combined([decided.way, run.way], 'order') };
    runs++;
  } while (decided.way.reason !== 'order' && runs < MOST_RUNS && choices.next());
  const open = choices.tooMany || runs === MOST_RUNS;
  const { steps, way } = decided;
  const { outcome, reason, clusters, directResponse, gateway, services, destinations, ranges } = open ? unknownWay('order', [way]) : way;
  const contested = reason === 'order' ? [...choices.contested].map((object) => objectReference(object as KubernetesObject)) : [];
  const endsByAge = ends.length > 1 && new Set(ends.map(textOfEnds)).size > 1;
  const notDecided = policiesOn(mesh, call, services);
  return new Decided({ outcome, reason, clusters, contested, endsByAge, ranges, directResponse, gateway, notDecided }, services, destinations, steps);
}

/** What registers the ends of a call. */
function endsOf(services: readonly Service[]): readonly CallEnd[] {
  const ends = services.map(({ host, origin, resolution, kubernetes, endpoints, selector }): CallEnd => ({
    host,
    object: objectReference(origin),
    keepsAddress: resolution === 'passthrough' && !kubernetes,
    // With resolution DNS and none, an entry has its host as its endpoint.
    hasEndpoints: kubernetes || endpoints.some(({ address }) => address !== host) || selector !== undefined,
  }));
  return [...new Map(ends.map((end) => [`${end.host} ${end.object.kind} ${end.object.namespace}/${end.object.name}`, end])).values()];
}

/** What tells one set of ends from another. */
function textOfEnds(services: readonly Service[]): string {
  return endsOf(services).map(({ host, object }) => `${host} ${object.kind} ${object.namespace}/${object.name}`).sort().join();
}

/** A verdict whose steps and ends are worked out only for those who ask. */
class Decided implements Verdict {
  readonly outcome: Verdict['outcome'];
  readonly reason: Verdict['reason'];
  readonly clusters: Verdict['clusters'];
  readonly endsByAge: boolean;
  readonly ranges: Verdict['ranges'];
  readonly contested: Verdict['contested'];
  readonly directResponse: Verdict['directResponse'];
  readonly gateway: Verdict['gateway'];
  readonly notDecided: Verdict['notDecided'];
  readonly #services: readonly Service[];
  readonly #destinations: Way['destinations'];
  readonly #steps: () => readonly Step[];
  #made: readonly Step[] | undefined;

  constructor(verdict: Omit<Verdict, 'steps' | 'ends' | 'destinations'>, services: readonly Service[], destinations: Way['destinations'], steps: () => readonly Step[]) {
    ({
      outcome: this.outcome, reason: this.reason, clusters: this.clusters, endsByAge: this.endsByAge, ranges: this.ranges,
      contested: this.contested, directResponse: this.directResponse, gateway: this.gateway, notDecided: this.notDecided,
    } = verdict);
    this.#services = services;
    this.#destinations = destinations;
    this.#steps = steps;
  }

  get ends(): readonly CallEnd[] {
    return endsOf(this.#services);
  }

  get destinations(): readonly string[] {
    return [...new Set(this.#destinations.map((each) => each()))].sort();
  }

  get steps(): readonly Step[] {
    return this.#made ??= this.#steps();
  }
}

function undecidable(mesh: Mesh, call: Call): UnknownReason | undefined {
  if (mesh.switches === undefined) return 'release-not-modelled';
  if (mesh.config.problems.length > 0 || RESERVED_PORTS.includes(call.port)) return 'not-modelled';
  if (mesh.doubtfulNamespaces.length > 0) return 'namespace-not-in-sight';
  return changedByEnvoyFilter(mesh, call) ? 'envoy-filter' : undefined;
}

/** The decision with one order of the objects; its steps are worked out only for those who ask. */
interface Run {
  readonly way: Way;
  readonly steps: () => readonly Step[];
}

function runOnce(mesh: Mesh, call: Call, choices: Choices): Run {
  const { sidecar, passedOver } = chooseSidecar(mesh, call.namespace, call.labels, choices);
  const scope = scopeOf(mesh, sidecar, call.namespace);
  const followed = followCall(scope, call, choices);
  const { way } = followed;
  const steps = (): readonly Step[] => [
    { step: 'sidecar', chosen: sidecar && objectReference(sidecar.object), passedOver: passedOver() },
    { step: 'policy', mode: scope.policy.mode, from: scope.policyFrom },
    ...serviceStep(scope, call),
    ...followed.steps(),
    ...way.clusterSteps,
  ];
  return { way, steps };
}
