import { blackHole, HandmadeCase, http, proxy, registryOnly, since, tls } from './case';
import { namespace, service, serviceEntry, sidecar } from './objects';

const app = 'app.speedscale.com';
const cluster = `outbound|443||${app}`;
const everywhere = [proxy('shop'), proxy('speedscale'), proxy('billing')];
const from = (inNamespace: string, ends: HandmadeCase['calls'][number]['ends']) => ({ call: tls(app, { proxy: inNamespace }), ends });

export const visibility: readonly HandmadeCase[] = [
  {
    id: 'export-default',
    title: 'a ServiceEntry without exportTo is seen in every namespace',
    objects: [serviceEntry('speedscale/app', [app])],
    proxies: everywhere,
    calls: [from('shop', cluster), from('speedscale', cluster), from('billing', cluster)],
  },
  {
    id: 'export-own-namespace',
    title: 'exportTo "." keeps a ServiceEntry in its namespace',
    objects: [serviceEntry('speedscale/app', [app], { exportTo: ['.'] })],
    proxies: everywhere,
    calls: [from('shop', blackHole), from('speedscale', cluster)],
  },
  {
    id: 'export-without-own-namespace',
    title: 'exportTo with names alone takes a ServiceEntry from its own namespace',
    objects: [serviceEntry('speedscale/app', [app], { exportTo: ['shop'] })],
    proxies: everywhere,
    calls: [from('shop', cluster), from('speedscale', blackHole), from('billing', blackHole)],
  },
  {
    id: 'export-nobody',
    title: 'exportTo "~" hides a ServiceEntry from its own namespace too',
    objects: [serviceEntry('speedscale/app', [app], { exportTo: ['~'] })],
    proxies: everywhere,
    calls: [from('shop', blackHole), from('speedscale', blackHole)],
  },
  {
    id: 'mesh-export-own-namespace',
    title: 'defaultServiceExportTo "." makes ServiceEntries private that do not say otherwise',
    mesh: { ...registryOnly, defaultServiceExportTo: ['.'] },
    objects: [serviceEntry('speedscale/app', [app]), serviceEntry('speedscale/open', ['open.example.com'], { exportTo: ['*'] })],
    proxies: everywhere,
    calls: [from('shop', blackHole), from('speedscale', cluster), { call: tls('open.example.com', { proxy: 'shop' }), ends: 'outbound|443||open.example.com' }],
  },
  {
    id: 'mesh-export-names',
    title: 'the namespace names of defaultServiceExportTo are honoured from 1.30.3; before, "." beside them makes private',
    mesh: { ...registryOnly, defaultServiceExportTo: ['.', 'shop'] },
    objects: [serviceEntry('speedscale/app', [app])],
    proxies: everywhere,
    calls: [from('shop', since(['1.24', blackHole], ['1.30.3', cluster])), from('speedscale', cluster), from('billing', blackHole)],
  },
  {
    id: 'mesh-export-empty',
    title: 'an empty defaultServiceExportTo is the default, public',
    mesh: { ...registryOnly, defaultServiceExportTo: [] },
    objects: [serviceEntry('speedscale/app', [app])],
    proxies: everywhere,
    calls: [from('shop', cluster)],
  },
  {
    id: 'service-export-annotation',
    title: 'the annotation networking.istio.io/exportTo makes a Service private',
    objects: [
      service('billing/private', '10.96.0.1', [{ name: 'http', port: 80 }], { annotations: { 'networking.istio.io/exportTo': '.' } }),
      service('billing/public', '10.96.0.2', [{ name: 'http', port: 80 }]),
    ],
    calls: [
      { call: http('private.billing.svc.cluster.local', { address: '10.96.0.1' }), ends: 'response 502' },
      { call: http('public.billing.svc.cluster.local', { address: '10.96.0.2' }), ends: 'outbound|80||public.billing.svc.cluster.local' },
    ],
  },
  {
    id: 'discovery-selectors',
    title: 'what is in a namespace that discoverySelectors leave out does not exist for istiod',
    mesh: { ...registryOnly, discoverySelectors: [{ matchLabels: { mesh: 'yes' } }] },
    objects: [namespace('shop', { mesh: 'yes' }), namespace('speedscale', {}), serviceEntry('speedscale/app', [app]), sidecar('speedscale/default', ['./*'])],
    calls: [{ call: tls(app), ends: blackHole }],
  },
  {
    id: 'other-revision',
    title: 'an object labelled for another revision is not read',
    objects: [
      serviceEntry('speedscale/app', [app], {}, { labels: { 'istio.io/rev': 'canary' } }),
      serviceEntry('speedscale/ours', ['ours.example.com'], {}, { labels: { 'istio.io/rev': 'default' } }),
    ],
    calls: [{ call: tls(app), ends: blackHole }, { call: tls('ours.example.com'), ends: 'outbound|443||ours.example.com' }],
  },
  {
    id: 'visibility-namespace',
    title: 'from 1.31 serviceEntryVisibility NAMESPACE makes a public ServiceEntry private, where sidecars apply it',
    mesh: { ...registryOnly, serviceEntryVisibility: { defaultVisibility: 'NAMESPACE', applyToSidecars: true } },
    objects: [namespace('speedscale', {}), serviceEntry('speedscale/app', [app])],
    proxies: everywhere,
    calls: [from('shop', since(['1.24', cluster], ['1.31', blackHole])), from('speedscale', cluster)],
  },
  {
    id: 'visibility-not-applied',
    title: 'serviceEntryVisibility does nothing to sidecars unless applyToSidecars is set',
    mesh: { ...registryOnly, serviceEntryVisibility: { defaultVisibility: 'NONE' } },
    objects: [serviceEntry('speedscale/app', [app])],
    proxies: everywhere,
    calls: [from('shop', cluster)],
  },
];
