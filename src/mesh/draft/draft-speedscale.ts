import { DraftLine, inFlow, remark, set, unset } from './lines';
import { Survey, SurveyedSpeedscale } from './survey';
import { objectTitle } from '../../kubernetes/object';
import { commandLine } from '../../message/command-line';
import { citePlace } from '../../message/text';
import { registeredHosts } from '../service-entry';

/** The lines about Speedscale itself. */
export function speedscaleLines({ speedscale, mesh }: Survey): readonly DraftLine[] {
  const { namespace, shownBy, isLabelled, taken, entries } = speedscale;
  return [
    set(`namespace: ${inFlow(namespace)}`, shownBy === undefined ? 'a guess: where its operator\'s chart is installed, by its documentation' : citePlace(shownBy.place)),
    ...(isLabelled ? [] : [unset('namespaceLabels: { istio-injection: enabled }', `not in sight; "kubectl get namespace ${commandLine(namespace)} --show-labels" shows them`)]),
    ...entryLines(speedscale, mesh.speedscale.hosts),
    ...(mesh.speedscale.served?.entries ?? []).filter((entry) => !entries.some(({ object }) => objectTitle(object) === entry))
      .map((entry) => remark(`${entry} serves Speedscale's hosts already: synth writes no other`)),
    ...(mesh.speedscale.served === undefined ? taken : []).flatMap(({ entry, hosts }) => [
      remark(`${citePlace(entry.place)} registers ${hosts.join(', ')} where Speedscale's entry would be seen: synth refuses both`),
      unset(`hosts: { remove: ${inFlow(hosts)} }`, 'or take them out there'),
    ]),
  ];
}

function entryLines({ entries }: SurveyedSpeedscale, hosts: readonly string[]): readonly DraftLine[] {
  return entries.map((entry) => {
    const { place } = entry;
    const lacks = hosts.filter((host) => !registeredHosts(entry).includes(host));
    return remark(`${citePlace(place)} ${lacks.length === 0 ? 'has all of Speedscale\'s hosts' : `lacks ${lacks.join(', ')}: "adopt" adds what no other has`}`);
  });
}
