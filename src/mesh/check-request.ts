import { SidecarRequest } from './egress-sidecar';
import { ServiceEntryRequest } from './service-entry';
import { finding } from '../message/catalogue';
import { Finding } from '../message/message';
import { checkExportTo } from '../settings/check-export-to';
import { checkHosts, checkSidecarHosts } from '../settings/check-hosts';
import { checkApiVersion, checkIstioVersion, checkNamespace, checkObjectName } from '../settings/check-names';

/** What was said of Istio, from which an API version follows. */
interface Stated {
  readonly istioVersion?: string;
  readonly apiVersion?: string;
}

/** What is wrong with a ServiceEntry that was asked for. */
export function checkServiceEntry(request: ServiceEntryRequest, stated: Stated): readonly Finding[] {
  const { namespace, hosts, exportTo, resolution } = request;
  const wildcard = hosts.find((host) => host.startsWith('*'));
  return [
    ...checkIdentity(request, stated),
    ...checkHosts(hosts),
    ...(hosts.length === 0 ? [finding('hosts-empty', {})] : []),
    ...checkExportTo(exportTo, namespace),
    ...(wildcard !== undefined && resolution !== 'NONE' ? [finding('resolution-with-wildcard', { host: wildcard, resolution })] : []),
  ];
}

/** What is wrong with a Sidecar that was asked for. */
export function checkSidecar(request: SidecarRequest, stated: Stated): readonly Finding[] {
  return [...checkIdentity(request, stated), ...request.egress.flatMap(({ hosts }) => checkSidecarHosts(hosts))];
}

function checkIdentity(request: { readonly name: string; readonly namespace: string }, stated: Stated): readonly Finding[] {
  return [
    ...checkObjectName(request.name),
    ...checkNamespace(request.namespace),
    ...checkIstioVersion(stated.istioVersion),
    ...checkApiVersion(stated.apiVersion),
  ];
}
