import { foundIds, sight } from './case';
import { CASES } from './cases';
import { chooseRules } from '../../src/check/choose-rules';
import { RULE_IDS, RULES } from '../../src/check/rules';
import { catalogue } from '../../src/message/catalogue';
import { thrownIds } from '../message/ids';

describe('each rule', () => {
  test.each(RULE_IDS)('%s is tripped by its bad case, and not by its good one', (id) => {
    const { bad, good } = CASES[id];
    expect(foundIds(bad)).toContain(id);
    expect(foundIds(good)).not.toContain(id);
  });

  const sights = Object.values(CASES).flatMap(({ bad, good }) => [sight(bad), sight(good)]);

  test.each(RULES)('$ids.0 finds nothing that it does not list', ({ ids, find }) => {
    expect(sights.flatMap(find).map(({ id }) => id).filter((id) => !ids.some((own) => own === id))).toEqual([]);
  });
});

describe('the registry', () => {
  test('has a case for each id, and an id for each case', () => {
    expect(Object.keys(CASES).sort()).toEqual([...RULE_IDS].sort());
  });

  test('has each id once, and each is a message', () => {
    expect([...new Set(RULE_IDS)]).toEqual(RULE_IDS);
    expect(RULE_IDS.filter((id) => !Object.hasOwn(catalogue, id))).toEqual([]);
  });

  test.each(RULES)('$ids.0 says what it looks for, why, and what it cannot see, each as a sentence', ({ what, why, cannotSee }) => {
    for (const text of [what, why, cannotSee]) expect(text).toMatch(/^\S.*\.$/);
  });
});

describe('the choice of rules', () => {
  test('is all of them, unless some are named or skipped', () => {
    expect([...chooseRules([], [])]).toEqual(RULE_IDS);
    expect([...chooseRules(['object-duplicated', 'context-missing'], ['context-missing'])]).toEqual(['object-duplicated']);
  });

  test.each([[['object-dupilcated'], []], [[], ['object-dupilcated']]])('refuses an unknown rule, with the nearest name', (only, skipped) => {
    expect(thrownIds(() => chooseRules(only, skipped))).toEqual(['rule-unknown']);
    expect(() => chooseRules(only, skipped)).toThrow('"object-duplicated"');
  });

  test('refuses to check nothing', () => {
    expect(thrownIds(() => chooseRules(['object-duplicated'], ['object-duplicated']))).toEqual(['no-rule-left']);
  });
});
