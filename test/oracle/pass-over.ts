import { Ask } from './ask';
import { Answer, Request } from './format';

/** A case without the calls on which Istio's simulator fails, and Istio's answer to the others. */
export interface Answered {
  readonly request: Request;
  readonly answer: Answer;
}

/** Some of a case's calls, by position, asked as a case of their own. */
interface Part {
  readonly of: number;
  readonly positions: readonly number[];
  readonly request: Request;
}

/**
 * Asks each case in smaller and smaller parts until its calls are answered, but for those that cannot be.
 * @param ask may answer `fatal`
 * @returns the cases of which any call is answered, and how many calls are passed over
 */
export function askPassingOver(ask: Ask, requests: readonly Request[]): { readonly answered: readonly Answered[]; readonly passedOver: number } {
  const done: (Part & { readonly answer: Answer })[] = [];
  let open = requests.map((request, of): Part => ({ of, request, positions: request.calls.map((_, position) => position) }));
  while (open.length > 0) {
    const answers = ask(open.map(({ request }) => request));
    const failed = open.filter((_, index) => answers[index].fatal !== undefined);
    done.push(...open.flatMap((part, index) => answers[index].fatal === undefined ? [{ ...part, answer: answers[index] }] : []));
    open = failed.flatMap((part) => divided(part, requests[part.of]));
  }
  const answered = requests.flatMap((request, of) => {
    const parts = done.filter((part) => part.of === of);
    return parts.length === 0 ? [] : [joined(request, parts)];
  });
  const count = (cases: readonly Request[]) => cases.reduce((sum, { calls }) => sum + calls.length, 0);
  return { answered, passedOver: count(requests) - count(answered.map(({ request }) => request)) };
}

/** By proxy, since one may have no configuration at all; then into halves. One call is not divided: Istio fails on it. */
function divided({ of, positions }: Part, whole: Request): readonly Part[] {
  const by = (some: readonly number[]): Part => ({ of, positions: some, request: only(whole, some) });
  const proxies = [...new Set(positions.map((position) => whole.calls[position].proxy))];
  if (proxies.length > 1) return proxies.map((proxy) => by(positions.filter((position) => whole.calls[position].proxy === proxy)));
  const middle = Math.floor(positions.length / 2);
  return middle === 0 ? [] : [by(positions.slice(0, middle)), by(positions.slice(middle))];
}

function only(request: Request, positions: readonly number[]): Request {
  const calls = positions.map((position) => request.calls[position]);
  return { ...request, calls, proxies: request.proxies.filter(({ id }) => calls.some(({ proxy }) => proxy === id)) };
}

function joined(request: Request, parts: readonly (Part & { readonly answer: Answer })[]): Answered {
  const [{ answer, request: asked }] = parts;
  if (parts.length === 1 && asked.calls.length === request.calls.length) return { request, answer };
  const calls = parts.flatMap((part) => part.positions.map((position, index) => ({ position, call: part.answer.calls[index] })));
  calls.sort((one, other) => one.position - other.position);
  const proxies = new Map(parts.flatMap((part) => part.answer.proxies.map((proxy) => [proxy.id, proxy] as const)));
  return {
    request: only(request, calls.map(({ position }) => position)),
    answer: { ...answer, proxies: [...proxies.values()], calls: calls.map(({ call }) => call) },
  };
}
