import { isAddress } from './address';
import { CLUSTER_DOMAIN } from './service';

/**
 * The full name of a host that a VirtualService or a DestinationRule writes: a name without a dot is a Service of the
 * object's own namespace; every other is left as it is (istio/istio pilot/pkg/model/config.go, ResolveShortnameToFQDN).
 */
export function qualified(host: string, namespace: string): string {
  return host === '' || host === '*' || host.includes('.') || isAddress(host) ? host : `${host}.${namespace}.svc.${CLUSTER_DOMAIN}`;
}
