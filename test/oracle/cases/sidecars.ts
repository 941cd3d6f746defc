import { blackHole, HandmadeCase, http, passthrough, proxy, registryOnly, tls } from './case';
import { httpPort, istio, serviceEntry, sidecar } from './objects';

const app = 'app.speedscale.com';
const imported = { call: tls(app), ends: `outbound|443||${app}` };
const cut = { call: tls(app), ends: blackHole };
const entry = serviceEntry('speedscale/app', [app]);
const selector = (labels: Record<string, string>) => ({ workloadSelector: { labels } });

/** Which Sidecar a proxy gets, and what that one settles. */
export const sidecars: readonly HandmadeCase[] = [
  {
    id: 'http-proxy-unknown-host',
    title: 'an egress listener that is an HTTP proxy answers 502 for a host that nothing in it has',
    objects: [
      serviceEntry('speedscale/app', ['app.speedscale.com'], { ports: [httpPort] }),
      serviceEntry('billing/vendor', ['*.vendor.com'], { ports: [httpPort] }),
      istio('Sidecar', 'shop/default', { egress: [{ port: { number: 80, name: 'proxy', protocol: 'HTTP_PROXY' }, hosts: ['speedscale/*'] }] }),
    ],
    calls: [{ call: http('api.vendor.com'), ends: 'response 502' }],
  },
  {
    id: 'sidecar-none',
    title: 'without any Sidecar a proxy sees every public service',
    objects: [entry],
    sidecar: null,
    calls: [imported],
  },
  {
    id: 'sidecar-narrow',
    title: 'a Sidecar that lists its own namespace alone cuts a ServiceEntry elsewhere',
    objects: [entry, sidecar('shop/default', ['./*'])],
    sidecar: 'shop/default',
    calls: [cut],
  },
  {
    id: 'sidecar-imports-speedscale',
    title: 'a Sidecar that lists the namespace of the ServiceEntry lets it through',
    objects: [entry, sidecar('shop/default', ['./*', 'speedscale/*'])],
    calls: [imported],
  },
  {
    id: 'sidecar-selector-replaces',
    title: 'a Sidecar with a matching selector replaces the one of the namespace, and is not merged with it',
    objects: [entry, sidecar('shop/default', ['./*', 'speedscale/*'], {}, { age: 1 }), sidecar('shop/web', ['./*'], selector({ app: 'web' }), { age: 2 })],
    sidecar: 'shop/web',
    calls: [cut],
  },
  {
    id: 'sidecar-selector-passed-over',
    title: 'a Sidecar whose selector does not match leaves the proxy to that of the root namespace',
    objects: [entry, sidecar('shop/other', ['./*', 'speedscale/*'], selector({ app: 'other' })), sidecar('istio-system/default', ['./*'])],
    sidecar: 'istio-system/default',
    calls: [cut],
  },
  {
    id: 'sidecar-empty-selector',
    title: 'an empty workloadSelector is a selector: it matches all, and comes before an older Sidecar without one',
    objects: [entry, sidecar('shop/default', ['./*', 'speedscale/*'], {}, { age: 1 }), sidecar('shop/empty', ['./*'], { workloadSelector: {} }, { age: 2 })],
    sidecar: 'shop/empty',
    calls: [cut],
  },
  {
    id: 'sidecar-empty-selector-older',
    title: 'an older Sidecar with an empty workloadSelector beats a younger one that selects the pod',
    objects: [entry, sidecar('shop/empty', ['./*'], { workloadSelector: {} }, { age: 1 }), sidecar('shop/web', ['*/*'], selector({ app: 'web' }), { age: 2 })],
    sidecar: 'shop/empty',
    calls: [cut],
  },
  {
    id: 'sidecar-two-oldest',
    title: 'of two Sidecars without a selector the older one counts',
    objects: [entry, sidecar('shop/a', ['./*'], {}, { age: 2 }), sidecar('shop/b', ['speedscale/*'], {}, { age: 1 })],
    sidecar: 'shop/b',
    calls: [imported],
  },
  {
    id: 'sidecar-two-same-age',
    title: 'of two Sidecars of one age the one with the smaller name counts',
    objects: [entry, sidecar('shop/b', ['speedscale/*'], {}, { age: 1 }), sidecar('shop/a', ['./*'], {}, { age: 1 })],
    sidecar: 'shop/a',
    calls: [cut],
  },
  {
    id: 'sidecar-root-dot',
    title: 'in the Sidecar of the root namespace "." is the namespace of the proxy',
    objects: [
      serviceEntry('istio-system/root', ['root.example.com']),
      serviceEntry('shop/own', ['own.example.com']),
      sidecar('istio-system/default', ['./*']),
    ],
    sidecar: 'istio-system/default',
    calls: [{ call: tls('own.example.com'), ends: 'outbound|443||own.example.com' }, { call: tls('root.example.com'), ends: blackHole }],
  },
  {
    id: 'sidecar-root-empty-selector',
    title: 'a Sidecar of the root namespace with an empty workloadSelector is no default for others',
    objects: [entry, sidecar('istio-system/default', ['./*'], { workloadSelector: {} })],
    sidecar: null,
    calls: [imported],
  },
  {
    id: 'sidecar-displaces-root-policy',
    title: 'a Sidecar of the namespace takes the policy of the root one away, too',
    mesh: {},
    objects: [
      sidecar('istio-system/default', ['*/*'], { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }),
      sidecar('shop/default', ['./*']),
    ],
    proxies: [{ ...proxy('shop'), id: 'web' }, proxy('billing')],
    sidecar: 'shop/default',
    calls: [{ call: tls(app), ends: passthrough }, { call: tls(app, { proxy: 'billing' }), ends: blackHole }],
  },
  {
    id: 'sidecar-selector-and-ingress',
    title: 'a Sidecar for one workload with ingress alone gives it every public service and the policy of the mesh, whatever the namespace has',
    mesh: {},
    objects: [
      entry,
      sidecar('shop/default', ['./*'], registryOnly),
      istio('Sidecar', 'shop/web', { ...selector({ app: 'web' }), ingress: [{ port: { number: 8080, name: 'http', protocol: 'HTTP' }, defaultEndpoint: '127.0.0.1:8080' }] }),
    ],
    sidecar: 'shop/web',
    calls: [imported, { call: tls('other.example.com'), ends: passthrough }],
  },
  {
    id: 'sidecar-policy-only',
    title: 'a Sidecar without egress sees every public service',
    mesh: {},
    objects: [entry, istio('Sidecar', 'shop/default', registryOnly)],
    sidecar: 'shop/default',
    calls: [imported, { call: tls('other.example.com'), ends: blackHole }],
  },
];
