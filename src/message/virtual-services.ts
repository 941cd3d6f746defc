import { define } from './message';

/** Messages about VirtualServices that are made to hold an in-mesh host. */
export const virtualServiceMessages = {
  'virtual-service-not-one': define({
    severity: 'error',
    example: { target: 'app/web' },
    fact: ({ target }) => `"${target}" is not a VirtualService of networking.istio.io`,
    fix: () => 'apply it to the VirtualService, or to a construct that has one as its default child',
  }),
  'virtual-service-without-hosts': define({
    severity: 'error',
    example: { object: 'VirtualService shop/web' },
    fact: ({ object }) => `${object} has no hosts: Istio takes it as a delegate of another, and binds it to nothing by itself`,
    fix: () => 'name the VirtualService that delegates to it',
  }),
  'virtual-service-holds-every-host': define({
    severity: 'error',
    example: { object: 'VirtualService shop/web' },
    fact: ({ object }) => `${object} holds the host "*", which Istio refuses beside the gateway "mesh"`,
    fix: () => 'name its hosts',
  }),
  'virtual-service-host-unclear': define({
    severity: 'error',
    example: { object: 'VirtualService shop/web', hosts: '"web", "web-canary"' },
    fact: ({ object, hosts }) => `which in-mesh host ${object} shall hold is not clear: its routes lead to ${hosts === '' ? 'no host' : hosts}`,
    fix: () => 'state "host"',
  }),
  'virtual-service-host-not-in-mesh': define({
    severity: 'error',
    example: { object: 'VirtualService shop/web', host: 'web.shop' },
    fact: ({ object, host }) => `"${host}" for ${object} is neither a short name nor the full name of a Service: Istio completes no name that has a dot`,
    fix: () => 'write it as "web", or as "web.shop.svc.cluster.local"',
  }),
  'virtual-service-routes-not-for-mesh': define({
    severity: 'error',
    example: { object: 'VirtualService shop/web' },
    fact: ({ object }) => `every route of ${object} names its gateways, and none names "mesh": callers inside the mesh would get no route`,
    fix: () => 'add "mesh" to the gateways of the matches that they shall have',
  }),
  'virtual-service-host-taken': define({
    severity: 'error',
    example: { object: 'VirtualService shop/web', host: 'web.shop.svc.cluster.local', other: 'VirtualService shop/web-canary', theirs: 'web.shop.svc.cluster.local' },
    fact: ({ object, host, other, theirs }) => `${object} would hold "${host}" in the mesh, and ${other} holds "${theirs}" there: Istio keeps the older and drops the other without a word`,
    fix: () => 'join the routes of the two in one of them',
  }),
};
