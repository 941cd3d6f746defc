import { deployment } from './plan';
import { Applies, appliesTo } from '../../../src/mesh/adopt/patch-target';

const web = deployment('web', { labels: { app: 'web', tier: 'front' }, annotations: { team: 'a' } });
const applies = (target: object, object = web) => appliesTo(object, target, {});

test.each<[object, Applies]>([
  [{}, 'yes'],
  [{ name: 'web' }, 'yes'], [{ name: 'we' }, 'no'], [{ name: 'webs' }, 'no'], [{ name: 'cart' }, 'no'], [{ name: '' }, 'yes'],
  [{ name: 'w.b' }, 'yes'], [{ name: 'w..b' }, 'no'], [{ name: '...' }, 'yes'],
  [{ name: '.*' }, 'yes'], [{ name: 'w.*' }, 'yes'], [{ name: 'web.*' }, 'yes'], [{ name: 'webs.*' }, 'no'], [{ name: 'c.*' }, 'no'],
  [{ name: 'cart|web' }, 'yes'], [{ name: 'cart|bank' }, 'no'], [{ name: 'cart|w.*' }, 'yes'], [{ name: 'cart|' }, 'no'],
  [{ name: '(a+)+' }, 'undecided'], [{ name: '(' }, 'undecided'], [{ name: '(a|web|b)c' }, 'undecided'], [{ name: 'a\\|web' }, 'undecided'], [{ name: '.*b' }, 'undecided'],
  [{ name: '^web$' }, 'undecided'], [{ name: 'web?' }, 'undecided'], [{ name: '[w]eb' }, 'undecided'],
  [{ kind: 'Deployment', name: 'web', group: 'apps', version: 'v1' }, 'yes'], [{ kind: 'Deploy.*' }, 'yes'], [{ kind: 'StatefulSet', name: '(a+)+' }, 'no'],
  [{ group: 'batch' }, 'no'], [{ version: 'v1beta1' }, 'no'],
  [{ namespace: 'shop' }, 'yes'], [{ namespace: 'cart' }, 'undecided'], [{ namespace: 'cart', name: 'cart' }, 'no'],
  [{ labelSelector: 'app=web' }, 'yes'], [{ labelSelector: ' app == web , tier=front' }, 'yes'], [{ labelSelector: 'app=cart' }, 'no'], [{ labelSelector: 'none=web' }, 'no'],
  [{ labelSelector: 'app in (web)' }, 'undecided'], [{ labelSelector: 'app!=web' }, 'undecided'], [{ labelSelector: 'app' }, 'undecided'], [{ labelSelector: 'app=a=b' }, 'undecided'],
  [{ labelSelector: 'toString=x' }, 'no'],
  [{ annotationSelector: 'team=a' }, 'yes'], [{ annotationSelector: 'team=b' }, 'no'],
])('whether %j is a target of Deployment shop/web: %s', (target, expected) => {
  expect(applies(target)).toBe(expected);
});

test('without a target a patch applies to what has its kind and name', () => {
  const of = (kind: string, name: string) => appliesTo(web, undefined, { kind, metadata: { name } });
  expect([of('Deployment', 'web'), of('Deployment', 'cart'), of('StatefulSet', 'web')]).toEqual(['yes', 'no', 'no']);
});

test.each([
  ['repeated groups', { name: '(a+)+b' }], ['groups of alternatives', { name: '(a|a)*b' }], ['blanks in a selector', { labelSelector: `app=${' '.repeat(2 ** 20)}!` }],
  ['a name of many points', { name: '.'.repeat(2 ** 20) }], ['many alternatives', { name: 'a|'.repeat(2 ** 19) }],
])('a target with %s takes no longer than it is long', (_, target) => {
  expect(applies(target, deployment('a'.repeat(2 ** 16)))).not.toBe('yes');
});
