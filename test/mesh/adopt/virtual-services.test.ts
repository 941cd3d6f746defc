import { istio } from './plan';
import { withEdits } from '../../../src/kubernetes/edit';
import { Inventory, inventoryEntry } from '../../../src/kubernetes/inventory';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { adoptVirtualServices, keepVirtualServices } from '../../../src/mesh/adopt/adopt-virtual-services';
import { KnownIstio, resolveMesh } from '../../../src/settings/resolve-mesh';

const http = [{ route: [{ destination: { host: 'web' } }] }];
const web = (spec: object, name = 'web') => istio('VirtualService', 'shop', name, { hosts: ['shop.example.com'], gateways: ['ingress/public'], http, ...spec });
const namespaces = [{ name: 'shop', virtualServices: ['web'] }];

function adopt(...objects: readonly KubernetesObject[]) {
  return adoptIn({}, ...objects);
}

function adoptIn(known: KnownIstio, ...objects: readonly KubernetesObject[]) {
  const inventory = new Inventory(objects.map((object) => inventoryEntry(object, () => ({}))));
  const { changes, findings } = adoptVirtualServices(namespaces, { inventory, mesh: resolveMesh({}, known), labels: new Map() }, () => ({}));
  return { after: changes.map(({ entry, edits }) => withEdits(entry.object, edits)), ids: findings.map(({ id }) => id), inventory };
}

test('one that the settings name holds the in-mesh host and mesh too', () => {
  const { after, ids } = adopt(web({}), web({}, 'other'));
  expect([after, ids]).toEqual([[web({ hosts: ['shop.example.com', 'web.shop.svc.cluster.local'], gateways: ['ingress/public', 'mesh'] })], []]);
});

test('one that holds both is not changed', () => {
  expect(adopt(web({ hosts: ['shop.example.com', 'web'], gateways: ['ingress/public', 'mesh'] }))).toMatchObject({ after: [], ids: [] });
});

test('what a construct refuses is refused', () => {
  expect(adopt(web({ http: [] })).ids).toEqual(['virtual-service-host-unclear']);
});

test('a name that none bears is an error', () => {
  expect(adopt(web({}, 'wbe')).ids).toEqual(['virtual-service-not-found']);
});

test('it is left as it is when all is taken out, since nothing tells what it was before', () => {
  const { inventory } = adopt(web({}));
  expect(keepVirtualServices(namespaces, inventory).findings.map(({ id }) => id)).toEqual(['virtual-service-left-as-is']);
});

describe('another one that holds the host takes it only where some namespace sees both', () => {
  const other = (spec: object) => ({ ...web({ hosts: ['web.shop.svc.cluster.local'], gateways: ['mesh'], ...spec }, 'other') });
  const elsewhere = (spec: object) => ({ ...other(spec), metadata: { name: 'other', namespace: 'cart' } });

  test.each<[string, KnownIstio, KubernetesObject, readonly string[]]>([
    ['neither says', {}, elsewhere({}), ['virtual-service-host-taken']],
    ['it is kept in its namespace', {}, elsewhere({ exportTo: ['.'] }), ['virtual-service-host-taken']],
    ['the mesh keeps each in its own', { defaultVirtualServiceExportTo: ['.'] }, elsewhere({}), []],
    ['the mesh keeps each in its own, and it says otherwise', { defaultVirtualServiceExportTo: ['.'] }, elsewhere({ exportTo: ['shop'] }), ['virtual-service-host-taken']],
    ['both are of the namespace that the mesh keeps them in', { defaultVirtualServiceExportTo: ['.'] }, other({}), ['virtual-service-host-taken']],
    ['an old release heeds no names', { version: '1.29.6', defaultVirtualServiceExportTo: ['shop'] }, elsewhere({}), []],
    ['a new one does', { version: '1.31.0', defaultVirtualServiceExportTo: ['shop'] }, elsewhere({}), ['virtual-service-host-taken']],
    ['nobody sees it', {}, elsewhere({ exportTo: ['~'] }), []],
  ])('%s', (_, known, another, expected) => {
    expect(adoptIn(known, web({}), another).ids).toEqual(expected);
  });
});
