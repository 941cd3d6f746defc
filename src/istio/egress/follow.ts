import { Address, possibleAddresses } from './addresses';
import { Choices } from './choices';
import { connect, Connected, connectionSteps, withoutPort } from './connection';
import { Ending } from './ending';
import { Scope } from './scope';
import { Call, NamedRange, Step } from './verdict';
import { combined, endAlike, unknownWay, Way, wayOf } from './way';
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
  const possible = possibleAddresses(scope, call, choices);
  if (typeof possible === 'string') return { way: unknownWay(possible, []), steps: () => [] };
  made?.set(keyOf(call), undefined);
  const found = possible.map((addresses) => followTo(scope, call, addresses, choices, made));
  const way = combined(found.map((one) => one.way), 'endpoints');
  made?.set(keyOf(call), way);
  return { way, steps: found[0].steps };
}

/** Follows it to one of several addresses, whichever it is. */
function followTo(scope: Scope, call: Call, addresses: readonly Address[], choices: Choices, made?: Made): Followed {
  const connected = connect(scope, call, addresses, choices);
  if ('tooMany' in connected) return { way: { ...unknownWay('address', []), ranges: connected.tooMany }, steps: () => [] };
  const ways = connected.map(({ endings }) => followEndings(scope, call, endings, choices, made));
  const way = combined(ways, 'address');
  const ranges = ways.length > 1 && way.reason === 'address' ? decidingRanges(connected, ways) : [];
  return { way: ranges.length === 0 ? way : { ...way, ranges }, steps: () => connectionSteps(connected[0]) };
}

/** The ranges in which the call ends otherwise than outside of them; where it cannot be outside, than in the first. */
function decidingRanges(connected: readonly Connected[], ways: readonly Way[]): readonly NamedRange[] {
  const outside = Math.max(0, connected.findIndex(({ isOutside }) => isOutside));
  return connected.flatMap(({ ranges }, index) => endAlike(ways[index], ways[outside]) ? [] : ranges);
}

function followEndings(scope: Scope, call: Call, endings: readonly Ending[], choices: Choices, made?: Made): Way {
  return combined(endings.map((ending) => {
    const end = wayOf(scope, call, ending, choices);
    const arrives = ending.kind !== 'redirect' || !arrivesNowhere(scope, redirected(call, ending.redirect), choices, made ?? new Map([[keyOf(call), undefined]]));
    return arrives ? end : { ...end, outcome: 'blocked', reason: 'answered-by-proxy' } as const;
  }), 'route-conditions');
}

/** Whether the call that a redirect asks for is blocked, or is one that led to the redirect. */
function arrivesNowhere(scope: Scope, next: Call, choices: Choices, made: Made): boolean {
  const known = made.has(keyOf(next)) ? made.get(keyOf(next)) : followCall(scope, next, choices, made).way;
  return known === undefined || known.outcome === 'blocked';
}

function keyOf({ host, port, protocol, address = '' }: Call): string {
  return [protocol, host, port, address].join();
}

/**
 * The call that a redirect of plain HTTP asks for (istio/istio pilot/pkg/networking/core/route/route.go, ApplyRedirect). The port of
 * the call stays with its host, which a client names beside it; but where HTTP becomes HTTPS, 80 is left out (Envoy's newUri).
 */
function redirected(call: Call, { scheme, authority, port, fromRequestPort }: Redirect): Call {
  const protocol = scheme === 'https' ? 'TLS' : 'HTTP';
  const standard = protocol === 'TLS' ? 443 : 80;
  const own = withoutPort(call.host);
  const host = authority === '' ? own : withoutPort(authority).toLowerCase();
  const kept = authority === '' && call.port !== 80 ? call.port : standard;
  const beside = Number(/:(\d+)$/.exec(authority)?.[1] ?? kept);
  const asked = fromRequestPort ? call.port : port;
  // istiod leaves the scheme's own port out, and the port beside the host stays.
  return { ...call, protocol, host, port: asked === 0 || asked === standard ? beside : asked, address: host === own ? call.address : undefined };
}
