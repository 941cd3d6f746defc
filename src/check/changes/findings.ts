import { Cause } from './causes';
import { EgressChange, egressChanges, Group } from './changes';
import { notCompared, NotCompared } from './not-compared';
import { inWords } from '../../calls/words';
import { groupBy } from '../../istio/group';
import { Sight } from '../../mesh/sight';
import { finding } from '../../message/catalogue';
import { commandLine } from '../../message/command-line';
import { Finding, Place } from '../../message/message';

/** How many things a sentence names. */
const MOST_NAMED = 3;

/** What there is to say of the changes since the older tree; nothing where there is none to compare with. */
export function changeFindings(sight: Sight): readonly Finding[] {
  if (sight.base === undefined) return [];
  const { changes, compared, unknown, unmatched } = egressChanges(sight, sight.base);
  const count = unknown.reduce((sum, { calls }) => sum + calls, 0);
  return [
    ...changes.map((change) => changeFinding(sight, change)),
    ...(count === 0 ? [] : [finding('egress-change-undecided', { count, total: compared, reasons: unknown.map(({ reason, calls }) => `${reason} (${calls})`).join('; ') })]),
    ...(unmatched.length === 0 ? [] : [finding('workload-in-one-tree', { count: unmatched.length, workloads: listed(unmatched, 'workloads') })]),
    ...leftOut(notCompared(sight.base, sight)),
  ];
}

/** What was not compared: in one finding all that has changed, in another one all that is alike in both trees. */
function leftOut(things: readonly NotCompared[]): readonly Finding[] {
  const [changed, alike] = [things.filter(({ fate }) => fate !== undefined), things.filter(({ fate }) => fate === undefined)];
  const of = (some: readonly NotCompared[]) => ({ count: some.length, reasons: reasonsInWords(some) });
  return [
    ...(changed.length === 0 ? [] : [finding('change-not-compared', { ...of(changed), things: listed(changed.map(thingInWords), 'others') }, changed[0].place)]),
    ...(alike.length === 0 ? [] : [finding('object-not-compared', { ...of(alike), things: listed(alike.map(({ title }) => title), 'others') })]),
  ];
}

function thingInWords({ title, fate }: NotCompared): string {
  return `${title}, which is ${fate === 'added' ? 'new or has changed' : 'gone or was otherwise'}`;
}

/** `it names no namespace (3); it is a template of Helm (1)`. */
function reasonsInWords(things: readonly NotCompared[]): string {
  return [...groupBy(things, ({ because }) => because)].map(([because, some]) => `${because} (${some.length})`).join('; ');
}

function changeFinding(sight: Sight, { id, callers, targets, before, after, causes, example }: EgressChange): Finding {
  const [{ namespace, titles, of }] = callers;
  // Of pods that the operator makes, only the namespace is known.
  const caller = of === undefined ? namespace : titles[0].split(' ')[1];
  return finding(id, {
    callers: callersInWords(callers),
    targets: inWords(targets),
    before,
    after,
    because: causes.slice(0, MOST_NAMED).map(({ text }) => text).join(' and '),
    explain: commandLine(caller, example),
  }, placeOf(sight, causes));
}

/** That of the first object that differs and is still there. */
function placeOf({ inventory }: Sight, causes: readonly Cause[]): Place {
  const places = causes.flatMap(({ object }) => object === undefined ? [] : [inventory.referredTo(object)?.place]);
  return places.find((place) => place !== undefined) ?? {};
}

function callersInWords(groups: readonly Group[]): string {
  if (groups.length <= MOST_NAMED) return groups.map(groupInWords).join(' and ');
  const workloads = groups.reduce((sum, { titles }) => sum + titles.length, 0);
  const every = groups.every(isWhole) ? 'all ' : '';
  const whose = groups[0].of === undefined ? groups[0].titles[0] : `${every}${workloads} workloads`;
  return `${whose} of "${groups[0].namespace}" and ${groups.length - 1} more namespaces`;
}

function groupInWords(group: Group): string {
  const { namespace, titles, of } = group;
  if (of === undefined) return `${listed(titles, 'callers')} in "${namespace}"`;
  return isWhole(group) && titles.length > 1 ? `all ${titles.length} workloads of "${namespace}"` : listed(titles, `workloads of "${namespace}"`);
}

function isWhole({ titles, of }: Group): boolean {
  return titles.length === of;
}

function listed(titles: readonly string[], what: string): string {
  if (titles.length <= MOST_NAMED) return titles.join(' and ');
  return `${titles[0]} and ${titles.length - 1} more ${what}`;
}
