import { isSubset } from '../../istio/host-match';
import { inServiceEntry } from '../../istio/objects/paths';
import { objectTitle } from '../../kubernetes/object';
import { finding } from '../../message/catalogue';
import { HOSTS_AS_OF } from '../../speedscale/hosts';
import { Rule } from '../rule';

export const serviceEntryHostsDrifted: Rule = {
  ids: ['service-entry-hosts-drifted'],
  what: 'The ServiceEntry of Speedscale\'s hosts holds the current list.',
  why: 'Speedscale\'s own example lacks a host of its table, and the table changes: what is not registered is blocked where only registered hosts are let out.',
  cannotSee: `What Speedscale has changed after ${HOSTS_AS_OF}.`,
  find: ({ serviceEntries, mesh }) => {
    const wanted = mesh.speedscale.hosts;
    const registered = serviceEntries.flatMap(({ hosts }) => hosts);
    const missing = wanted.filter((host) => !registered.some((other) => isSubset(host, other)));
    if (missing.length === 0) return [];
    // The entry that holds most of the list is the one to repair; whoever registers one of these hosts for an application is not it.
    const ofList = serviceEntries.map((entry) => ({ entry, held: wanted.filter((host) => entry.hosts.includes(host)).length }));
    const [most] = ofList.filter(({ held }) => held * 2 >= wanted.length).sort((a, b) => b.held - a.held);
    if (most === undefined) return [];
    const { object, placeOf } = most.entry;
    const facts = { entry: objectTitle(object), hosts: missing.map((host) => `"${host}"`).join(', '), asOf: HOSTS_AS_OF };
    return [finding('service-entry-hosts-drifted', facts, placeOf(inServiceEntry('hosts')))];
  },
};
