import { HandmadeCase, http } from './case';
import { service, virtualService } from './objects';
import { KubernetesObject } from '../../../src/kubernetes/object';

type Spec = Readonly<Record<string, unknown>>;

const host = 'cart.shop.svc.cluster.local';
const cart = service('shop/cart', '10.96.0.1', [{ name: 'http', port: 80 }]);
const orders = service('shop/orders', '10.96.0.2', [{ name: 'http', port: 80 }]);
const toCart = `outbound|80||${host}`;
const toOrders = 'outbound|80||orders.shop.svc.cluster.local';
const to = (name: string) => ({ route: [{ destination: { host: `${name}.shop.svc.cluster.local` } }] });

/** A VirtualService whose first route is another one's, and whose second leads to the cart itself. */
function root(match: Spec | undefined, reference: Spec = { name: 'routes', namespace: 'team' }): KubernetesObject {
  return virtualService('shop/cart', [host], { http: [{ ...(match && { match: [match] }), delegate: reference }, to('cart')] });
}

/** The routes that are delegated: to the orders, where one of the matches holds. */
function delegate(path: string, match: readonly Spec[], more: Spec = {}): KubernetesObject {
  const whole = virtualService(path, [], { http: [{ ...(match.length > 0 && { match }), ...to('orders') }], ...more });
  const { hosts: _, ...spec } = whole.spec as Spec;
  return { ...whole, spec };
}

function delegated(id: string, title: string, ends: string, objects: readonly KubernetesObject[]): HandmadeCase {
  return { id, title, objects: [cart, orders, ...objects], calls: [{ call: http(host, { address: '10.96.0.1' }), ends }] };
}

/** Where two matches leave each other no request, the delegated route is not there, and the next one counts. */
function apart(id: string, title: string, match: Spec, inner: Spec): HandmadeCase {
  return delegated(id, title, toCart, [root(match), delegate('team/routes', [inner])]);
}

const all = { uri: { prefix: '/' } };

/** Routes that a VirtualService leaves to another one. */
export const delegates: readonly HandmadeCase[] = [
  delegated('delegate', 'a delegate holds the routes of the VirtualService that names it', toOrders, [root(undefined), delegate('team/routes', [])]),
  delegated('delegate-own-namespace', 'a delegate without a namespace is looked for beside the VirtualService that names it', toOrders,
    [root(undefined, { name: 'routes' }), delegate('shop/routes', [])]),
  delegated('delegate-missing', 'a delegate that is not there takes its route away', toCart, [root(undefined)]),
  delegated('delegate-private', 'a delegate that is kept to its namespace takes its route away', toCart,
    [root(undefined), delegate('team/routes', [], { exportTo: ['.'] })]),
  delegated('delegate-with-match', 'the match of a delegate alone is that of its route', toOrders, [root(undefined), delegate('team/routes', [all])]),
  delegated('delegate-under-match', 'the match of the root alone is that of the delegated route', toOrders, [root(all), delegate('team/routes', [])]),
  delegated('delegate-match-in-match', 'a match of the delegate inside that of the root is merged with it', toOrders,
    [root({ ...all, port: 80, sourceLabels: { app: 'web' } }), delegate('team/routes', [{ uri: { prefix: '/' }, sourceNamespace: 'shop' }])]),
  apart('delegate-other-port', 'a delegate whose match names another port than the root has no route', { ...all, port: 80 }, { ...all, port: 8080 }),
  apart('delegate-other-labels', 'a delegate whose match names other labels of the caller has no route',
    { ...all, sourceLabels: { app: 'web' } }, { ...all, sourceLabels: { app: 'db' } }),
  apart('delegate-other-namespace', 'a delegate whose match names another namespace of the caller has no route',
    { ...all, sourceNamespace: 'shop' }, { ...all, sourceNamespace: 'team' }),
  apart('delegate-other-gateway', 'a delegate whose match names a gateway that the root does not has no route',
    { ...all, gateways: ['mesh'] }, { ...all, gateways: ['team/public'] }),
  apart('delegate-wider-path', 'a delegate whose path is not within that of the root has no route', { uri: { exact: '/cart' } }, all),
  apart('delegate-pattern', 'where root or delegate has a regular expression for the path, they are never merged', { uri: { regex: '/.*' } }, all),
  delegated('delegate-one-of-two-apart', 'one match of a delegate that contradicts the root takes the others with it', toCart,
    [root({ ...all, port: 80 }), delegate('team/routes', [all, { ...all, port: 8080 }])]),
];
