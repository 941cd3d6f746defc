import { RULES } from './rules';
import { Sight } from '../mesh/sight';
import { Finding } from '../message/message';

/** What the chosen rules find, in the order of the files and of the lines in them; what has no place comes first. */
export function check(sight: Sight, chosen: ReadonlySet<string>): readonly Finding[] {
  return RULES.filter(({ ids }) => ids.some((id) => chosen.has(id)))
    .flatMap(({ find }) => find(sight))
    .filter(({ id }) => chosen.has(id))
    .sort(byPlace);
}

function byPlace({ place: a }: Finding, { place: b }: Finding): number {
  const file = compare(a.file ?? '', b.file ?? '');
  return file !== 0 ? file : (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

/** By code units, so that no locale has a say. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
