import { define, MessageDefinition } from './message';

/** The parameters of a message about a change. */
export interface Changed {
  /** In words. */
  readonly callers: string;
  /** In words, each in quotes with its port. */
  readonly targets: string;
  /** By whom calls were taken, or why that was unknown. */
  readonly before: string;
  readonly after: string;
  /** Clauses joined by "and"; empty where the cause is none of the objects on the way. */
  readonly because: string;
  /** The words after "explain" for one of these calls. */
  readonly explain: string;
}

const example: Changed = {
  callers: 'all 12 workloads of "shop"',
  targets: '"api.stripe.com:443"',
  before: '',
  after: '',
  because: 'ServiceEntry shop/stripe is gone',
  explain: 'shop/web api.stripe.com:443',
};

const why = ({ because }: Changed) => because === '' ? '' : `: ${because}`;
const explained = (start: string) => ({ explain }: Changed) => `${start}; "cdk8s-speedscale explain ${explain}" shows each step, in either tree`;

function change(severity: MessageDefinition<Changed>['severity'], more: Partial<Changed>, fact: (parameters: Changed) => string, fix: string): MessageDefinition<Changed> {
  return define({ severity, example: { ...example, ...more }, fact, fix: explained(fix) });
}

/** Messages about what differs from an older tree of the manifests (`check --diff-base`). */
export const changeMessages = {
  'egress-allowed-to-blocked': change('error', {}, (call) => `${call.callers} no longer reach ${call.targets}${why(call)}`, 'take the change back, if that is not meant'),
  'egress-blocked-to-allowed': change(
    'info', { because: 'ServiceEntry shop/stripe is new' }, (call) => `${call.callers} can reach ${call.targets} now${why(call)}`, 'see that this is meant',
  ),
  'egress-served-otherwise': change(
    'warning', { before: 'ServiceEntry shop/stripe', after: 'ServiceEntry payments/stripe', because: 'ServiceEntry payments/stripe is new' },
    (call) => `calls of ${call.callers} to ${call.targets} go by ${call.after} now, and went by ${call.before}${why(call)}`,
    'see that ports, resolution and routes there are meant for them too',
  ),
  'egress-allowed-to-unknown': change(
    'warning', { after: 'it depends on which of several objects is older', because: 'ServiceEntry payments/stripe is new' },
    (call) => `whether ${call.callers} still reach ${call.targets} is unknown now, since ${call.after}; they did${why(call)}`, 'give what is not in sight as context or in the settings',
  ),
  'egress-blocked-to-unknown': change(
    'warning', { after: 'it depends on which of several objects is older', because: 'ServiceEntry payments/stripe is new' },
    (call) => `whether ${call.callers} can reach ${call.targets} is unknown now, since ${call.after}; they could not${why(call)}`, 'give what is not in sight as context or in the settings',
  ),
  'egress-unknown-to-allowed': change(
    'info', { before: 'the endpoints of the service are not in sight', because: 'ServiceEntry shop/stripe has changed' },
    (call) => `${call.callers} reach ${call.targets} now; in the older tree that was unknown, since ${call.before}${why(call)}`, 'see that this is meant',
  ),
  'egress-unknown-to-blocked': change(
    'warning', { before: 'the endpoints of the service are not in sight', because: 'ServiceEntry shop/stripe has changed' },
    (call) => `${call.callers} do not reach ${call.targets} now; in the older tree that was unknown, since ${call.before}${why(call)}`, 'take the change back, if that is not meant',
  ),
  'egress-change-undecided': define({
    severity: 'warning',
    example: { count: 24, total: 310, reasons: 'whether the root namespace has a Sidecar is not in sight (24)' },
    fact: ({ count, total, reasons }) => `of ${total} calls that the changes may touch, ${count} are unknown in both trees, so that nothing can be said of them: ${reasons}`,
    fix: () => 'give what is not in sight as context or in the settings',
  }),
  'workload-in-one-tree': define({
    severity: 'info',
    example: { count: 2, workloads: 'Deployment shop/cart and Deployment shop/web' },
    fact: ({ count, workloads }) => `${workloads} ${count === 1 ? 'is' : 'are'} in one of the two trees alone: what ${count === 1 ? 'it reaches' : 'they reach'} is not compared`,
    fix: ({ count }) => `see by "explain" what ${count === 1 ? 'it reaches' : 'they reach'}, where that matters`,
  }),
  'change-not-compared': define({
    severity: 'warning',
    example: { count: 2, things: 'ServiceEntry api, which is new or has changed and deploy/values.yaml:1, which is gone or was otherwise', reasons: 'it names no namespace (1); it has no apiVersion and kind (1)' },
    fact: ({ count, things, reasons }) => `the two trees differ in ${count === 1 ? 'something that is' : `${count} things that are`} not compared: ${things}; why: ${reasons}`,
    fix: () => 'compare what the cluster gets: name both renderings, or state a namespace for the path in the settings, as in "manifests: [{ path: deploy/, namespace: shop }]"',
  }),
  'object-not-compared': define({
    severity: 'info',
    example: { count: 12, things: 'Deployment web and 11 more others', reasons: 'it names no namespace (12)' },
    fact: ({ count, things, reasons }) => `${count === 1 ? 'one object or document is' : `${count} objects and documents are`} alike in both trees and not compared: ${things}; why: ${reasons}`,
    fix: () => 'compare what the cluster gets: name both renderings, or state a namespace for the path in the settings, as in "manifests: [{ path: deploy/, namespace: shop }]"',
  }),
  'diff-base-without-manifests': define({
    severity: 'error',
    example: { base: '../base', paths: '"deploy/"' },
    fact: ({ base, paths }) => `"${base}", given as --diff-base, holds none of the settings' manifests: ${paths}`,
    fix: () => 'give the older state of the folder with the settings, or name the paths to check, and the older state of these',
  }),
  'diff-base-overlaps-paths': define({
    severity: 'error',
    example: { base: '.', path: 'deploy' },
    fact: ({ base, path }) => base === path ? `"${base}" is checked and given as --diff-base too` : `"${base}", given as --diff-base, and "${path}", which is checked, lie one in the other`,
    fix: () => 'give the older state in a folder of its own, as "git worktree add ../base main" makes one',
  }),
};
