import { Case, foundIds, namespace, replay, service, serviceEntry, virtualService } from './case';
import { OutboundTrafficPolicy } from '../../src/settings/mesh-settings';

describe('a name of a VirtualService is called half a name', () => {
  const HALF = 'virtual-service-half-qualified';
  const isHalf = (spec: object, ...others: Case['objects']) => foundIds({ objects: [virtualService('shop/web', { ...spec }), ...others] }, [HALF]).includes(HALF);
  const route = (host: string) => ({ hosts: ['web'], http: [{ route: [{ destination: { host } }] }] });

  test.each([
    ['a Service of that name is in sight', { hosts: ['web.cart'] }, [service('cart/web')]],
    ['it ends in "svc"', { hosts: ['web.cart.svc'] }, []],
    ['a route leads to it, and its namespace is in sight', route('web.cart'), [namespace('cart')]],
    ['a route leads to it, and it would be of the own namespace', route('cart.shop'), []],
    ['copies are sent to it', { hosts: ['web'], http: [{ route: [], mirror: { host: 'cart.shop' } }] }, []],
    ['one of several copies is', { hosts: ['web'], http: [{ route: [], mirrors: [{ destination: { host: 'cart.shop' } }] }] }, []],
  ])('where %s', (_, spec, others) => {
    expect(isHalf(spec, ...others)).toBe(true);
  });

  test.each([
    ['it can be a host of the internet', { hosts: ['web.shop'] }, []],
    ['a route leads to it, and no such namespace is in sight', route('api.dev'), []],
    ['a ServiceEntry registers it', route('cart.shop.svc'), [serviceEntry('shop/cart', { hosts: ['cart.shop.svc'] })]],
    ['it is complete', route('cart.shop.svc.cluster.local'), [service('shop/cart')]],
    ['it is short', route('cart'), [service('shop/cart')]],
  ])('but not where %s', (_, spec, others) => {
    expect(isHalf(spec, ...others)).toBe(false);
  });
});

describe('a VirtualService that is for its gateways alone is told of', () => {
  const ID = 'virtual-service-not-for-replay';
  const nightly = replay('shop/nightly');
  const route = (...hosts: string[]) => hosts.map((host) => ({ route: [{ destination: { host } }] }));
  const web = (spec: object = {}, title = 'shop/web') => virtualService(title, { hosts: ['shop.example.com'], gateways: ['istio-system/public'], http: route('web.shop.svc.cluster.local'), ...spec });
  const isTold = (of: Case) => foundIds(of, [ID]).includes(ID);

  test.each<[string, Case]>([
    ['a replay runs where its routes lead to', { objects: [nightly, web()] }],
    ['it stands in another namespace itself', { objects: [nightly, web({}, 'ingress/web')] }],
    ['the settings state the replay', { objects: [web()], settings: { namespaces: [{ name: 'shop', replay: true }] } }],
    ['it holds the in-mesh host, and not "mesh"', { objects: [nightly, web({ hosts: ['shop.example.com', 'web.shop.svc.cluster.local'] })] }],
  ])('where %s', (_, of) => {
    expect(isTold(of)).toBe(true);
  });

  test.each<[string, Case]>([
    ['no replay runs there', { objects: [replay('cart/nightly'), web()] }],
    ['unregistered hosts pass', { objects: [nightly, web()], settings: { istio: { outboundTrafficPolicy: OutboundTrafficPolicy.ALLOW_ANY } } }],
    ['the settings name it', { objects: [nightly, web()], settings: { namespaces: [{ name: 'shop', replay: true, virtualServices: ['web'] }] } }],
    ['it has no external host', { objects: [nightly, web({ hosts: ['web'] })] }],
    ['callers in the mesh have it', { objects: [nightly, web({ hosts: ['shop.example.com', 'web.shop.svc.cluster.local'], gateways: ['istio-system/public', 'mesh'] })] }],
    ['its routes lead to several hosts', { objects: [nightly, web({ http: route('web', 'cart') })] }],
  ])('but not where %s', (_, of) => {
    expect(isTold(of)).toBe(false);
  });
});
