import { Case, checked, foundIds, sidecar } from './case';

const empty: Case = { objects: [sidecar('shop/default', { outboundTrafficPolicy: {} }), sidecar('cart/default', { outboundTrafficPolicy: {} })] };
const ignoring = (rule: string, object?: string): Case => ({ ...empty, settings: { ignore: [{ rule, object, reason: 'meant' }] } });

test('a finding that the settings ignore is not counted, and kept with the reason', () => {
  const { findings, ignored } = checked(ignoring('sidecar-policy-empty', 'Sidecar shop/default'), ['sidecar-policy-empty']);
  expect(ignored.map(({ finding, reason }) => [finding.place.object, reason])).toEqual([['Sidecar shop/default', 'meant']]);
  expect(findings.map(({ place }) => place.object)).toEqual(['Sidecar cart/default']);
});

test('without an object, the rule is ignored everywhere', () => {
  const { findings, ignored } = checked(ignoring('sidecar-policy-empty'), ['sidecar-policy-empty']);
  expect([findings.length, ignored.length]).toEqual([0, 2]);
});

test.each([
  ['matches nothing', ignoring('sidecar-policy-empty', 'Sidecar shop/web'), 'ignored-finding-absent'],
  ['names an unknown rule', ignoring('sidecar-policy-emtpy'), 'ignored-rule-unknown'],
])('an entry that %s is a finding itself', (_, of, id) => {
  expect(foundIds(of)).toContain(id);
});

test('an entry whose rule was not checked is not said to match nothing', () => {
  expect(foundIds(ignoring('object-duplicated'), ['sidecar-policy-empty'])).toEqual(['sidecar-policy-empty']);
});
