import { Choices } from './choices';
import { nameFormsOf } from './domains';
import { ImportListener } from './imports';
import { objectReference } from './reference';
import { Scope } from './scope';
import { Call, PassedOver, Step } from './verdict';
import { groupBy } from '../group';
import { isSubset } from '../host-match';
import { portOf, Service } from '../service';
import { sees } from '../visibility';

/** The objects that register the host of a call, and what became of each; nothing where no object does. */
export function serviceStep(scope: Scope, { host, port, protocol }: Call): readonly Step[] {
  const { services } = scope.mesh;
  const hosts = protocol === 'HTTP' ? nameFormsOf(host, scope.namespace) : [host];
  const wildcards = services.wildcards.filter((wildcard) => isSubset(host, wildcard));
  const candidates = [...new Set([...hosts, ...wildcards])].flatMap((name) => services.byHost.get(name) ?? []);
  if (candidates.length === 0) return [];
  const listeners = scope.listeners.filter((listener) => listener.port === undefined || listener.port.number === port);
  const judged = candidates.map((service) => ({ service, because: whyNot(scope, listeners, service, port) }));
  const winners = new Set(judged.filter(({ because }) => because === undefined).map(({ service }) => service.origin));
  const won = [...winners].map(objectReference);
  // An entry with several addresses, or with a wildcard beside the name, is there several times.
  const losers = groupBy(judged.filter(({ service }) => !winners.has(service.origin)), ({ service }) => service.origin);
  const lost = [...losers].map(([object, [{ because }]]) => ({ object: objectReference(object), because: because! }));
  return [{ step: 'service', host, won, lost }];
}

function whyNot(scope: Scope, listeners: readonly ImportListener[], service: Service, port: number): PassedOver['because'] | undefined {
  if (!sees(service.audience, scope.namespace)) return 'not-exported';
  const importing = listeners.filter((listener) => listener.hosts.takesService(service.host, service.namespace));
  if (importing.length === 0) return 'not-imported';
  if (portOf(service, port) === undefined) return 'port-not-served';
  const chosen = importing.some((listener) => listener.ofHost(service.host, new Choices()).some(({ origin }) => origin === service.origin));
  return chosen ? undefined : 'other-namespace-wins';
}
