import { isAddress } from '../address';
import { CLUSTER_DOMAIN, Service } from '../service';

const SUFFIX = `.svc.${CLUSTER_DOMAIN}`;

/** The Host headers of a service: those that are its own, and forms that give way to a host which is really so called. */
export interface Domains {
  readonly own: readonly string[];
  readonly short: readonly string[];
}

/** istio/istio pilot/pkg/networking/core/httproute.go, generateVirtualHostDomains. */
export function domainsOf({ host, aliases, address, resolution, kubernetes }: Service, namespace: string, absoluteNames: boolean): Domains {
  const full = [host, ...aliases];
  const short = full.flatMap((name) => alternatives(name, namespace, absoluteNames));
  // The pods of a headless Service are called by names of their own, before that of the Service.
  const pods = resolution === 'passthrough' && kubernetes ? [...full, ...short].map((domain) => `*.${domain}`) : [];
  return { own: [...full, ...pods, ...address.kind === 'single' ? [address.address] : []], short };
}

/** Other ways in which the proxies of a namespace call a name (istio/istio pilot/pkg/networking/core/httproute.go, GenerateAltVirtualHosts). */
export function alternatives(host: string, namespace: string, absoluteNames: boolean): readonly string[] {
  return [...absoluteNames && !isAddress(host) ? [`${host}.`] : [], ...shortForms(host, namespace)];
}

/** `name.namespace` and the like; the bare name in the proxy's own namespace alone. */
function shortForms(host: string, namespace: string): readonly string[] {
  if (!host.endsWith(SUFFIX)) return [];
  const base = host.slice(0, host.indexOf('.svc.'));
  const [name, ...rest] = base.split('.');
  if (rest.length === 0) return [];
  return [...rest.join('.') === namespace ? [name] : [], base, `${base}.svc`];
}

/** Every host that a service could have which a Host header reaches: the header completed, and what is behind its first labels. */
export function nameFormsOf(header: string, namespace: string): readonly string[] {
  const forms: string[] = [];
  for (let end = header.replace(/\.$/, ''); ; end = end.slice(end.indexOf('.') + 1)) {
    forms.push(end, `${end}.${CLUSTER_DOMAIN}`, `${end}${SUFFIX}`, `${end}.${namespace}${SUFFIX}`);
    if (!end.includes('.')) return forms;
  }
}
