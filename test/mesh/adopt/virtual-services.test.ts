import { istio } from './plan';
import { withEdits } from '../../../src/kubernetes/edit';
import { Inventory, inventoryEntry } from '../../../src/kubernetes/inventory';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { adoptVirtualServices, keepVirtualServices } from '../../../src/mesh/adopt/adopt-virtual-services';

const http = [{ route: [{ destination: { host: 'web' } }] }];
const web = (spec: object, name = 'web') => istio('VirtualService', 'shop', name, { hosts: ['shop.example.com'], gateways: ['ingress/public'], http, ...spec });
const namespaces = [{ name: 'shop', virtualServices: ['web'] }];

function adopt(...objects: readonly KubernetesObject[]) {
  const inventory = new Inventory(objects.map((object) => inventoryEntry(object, () => ({}))));
  const { changes, findings } = adoptVirtualServices(namespaces, inventory, () => ({}));
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
