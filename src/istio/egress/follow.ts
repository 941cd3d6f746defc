import { possibleTargets, Target } from './addresses';
import { Choices } from './choices';
import { connect, connectionSteps, withoutPort } from './connection';
import { Ending } from './ending';
import { Scope } from './scope';
import { Call, Step } from './verdict';
import { combined, unknownWay, Way, wayOf } from './way';
import { Redirect } from '../config/virtual-service';

/** Everywhere that a call can go, as one way. */
export interface Followed {
  readonly way: Way;
  /** The steps of the first. */
  readonly steps: () => readonly Step[];
}

/** The calls that were made so far, and how they end; `undefined` where that is still to be found out. */
type Made = Map<string, Way | undefined>;

/**
 * Follows a call, and the calls that redirects ask for after it.
 * @param made empty at first; only redirects need it
 */
export function followCall(scope: Scope, call: Call, choices: Choices, made?: Made): Followed {
  const targets = possibleTargets(scope, call, choices);
  if (typeof targets === 'string') return { way: unknownWay(targets, []), steps: () => [] };
  made?.set(keyOf(call), undefined);
  const found = targets.map((addresses) => addresses.map((target) => followTo(scope, call, target, choices, made)));
  const way = combined(found.map((addresses) => combined(addresses.map((one) => one.way), 'address')), 'endpoints');
  made?.set(keyOf(call), way);
  return { way, steps: () => connectionSteps(found[0][0].connected) };
}

function followTo(scope: Scope, call: Call, target: Target, choices: Choices, made?: Made) {
  const connected = connect(scope, call, target, choices);
  const { endings } = connected;
  const ends = (ending: Ending) => wayOf(scope, call, ending, choices);
  if (!endings.some(({ kind }) => kind === 'redirect')) return { way: combined(endings.map(ends), 'route-conditions'), connected };
  const known: Made = made ?? new Map();
  const key = keyOf({ ...call, address: target.address });
  known.set(key, undefined);
  const way = combined(endings.map((ending) => {
    const arrives = ending.kind !== 'redirect' || !arrivesNowhere(scope, redirected(call, addressAgain(call, target), ending.redirect), choices, known);
    return arrives ? ends(ending) : { ...ends(ending), outcome: 'blocked', reason: 'answered-by-proxy' } as const;
  }), 'route-conditions');
  known.set(key, way);
  return { way, connected };
}

/** Whether the call that a redirect asks for is blocked, or is one that led to the redirect. */
function arrivesNowhere(scope: Scope, next: Call, choices: Choices, made: Made): boolean {
  const known = made.has(keyOf(next)) ? made.get(keyOf(next)) : followCall(scope, next, choices, made).way;
  return known === undefined || known.outcome === 'blocked';
}

/** The address at which the host is called a second time; where another one stands for its own, it is looked up again. */
function addressAgain(call: Call, { address, binds }: Target): string | undefined {
  return binds.length > 0 && !binds.includes(address) ? call.address : address;
}

function keyOf({ host, port, protocol, address = '' }: Call): string {
  return [protocol, host, port, address].join();
}

/**
 * The call that a redirect of plain HTTP asks for (istio/istio pilot/pkg/networking/core/route/route.go, ApplyRedirect). The port of
 * the call stays with its host, which a client names beside it; but where HTTP becomes HTTPS, 80 is left out (Envoy's newUri).
 */
function redirected(call: Call, address: string | undefined, { scheme, authority, port, fromRequestPort }: Redirect): Call {
  const protocol = scheme === 'https' ? 'TLS' : 'HTTP';
  const standard = protocol === 'TLS' ? 443 : 80;
  const own = withoutPort(call.host);
  const host = authority === '' ? own : withoutPort(authority).toLowerCase();
  const kept = authority === '' && call.port !== 80 ? call.port : standard;
  const beside = Number(/:(\d+)$/.exec(authority)?.[1] ?? kept);
  const asked = fromRequestPort ? call.port : port;
  // istiod leaves the scheme's own port out, and the port beside the host stays.
  return { ...call, protocol, host, port: asked === 0 || asked === standard ? beside : asked, address: host === own ? address : undefined };
}
