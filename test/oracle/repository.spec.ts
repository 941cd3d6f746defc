import { created, endpoints, service, serviceEntry } from './cases/objects';
import { asInRepository } from './repository';

test('a repository has no addresses of the cluster, no ages, no status and nothing that only runs', () => {
  const port = { name: 'http', port: 80 };
  const entry = serviceEntry('shop/app', ['app.example.com'], { addresses: ['198.51.100.7'] });
  const objects = [
    created(service('shop/web', '10.96.0.7', [port]), 1), service('shop/db', 'None', [port]), endpoints('shop/db', ['10.244.0.1'], port),
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'db-0', namespace: 'shop' } }, { ...entry, status: { addresses: [] } },
  ];
  expect(asInRepository(objects)).toEqual([service('shop/web', undefined, [port]), service('shop/db', 'None', [port]), entry]);
});
