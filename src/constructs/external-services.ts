import { ApiObject, ApiObjectMetadata, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { ExternalHosts } from './external-hosts';
import { renderedObject } from './rendered-object';
import { throwAt } from './throw-at';
import { checkServiceEntry } from '../mesh/check-request';
import { SERVICE_ENTRY_NAME, serviceEntries, ServiceEntryRequest } from '../mesh/service-entry';
import { networkingApiVersion } from '../settings/check-names';
import { DEFAULT_NAMESPACE, withOwnNamespace } from '../settings/resolve-mesh';

/** How Istio finds the addresses of a ServiceEntry's hosts. */
export enum HostResolution {
  /** Not at all: the connection goes where the application meant it to go. The only one that serves wildcard hosts. */
  NONE = 'NONE',
  /** By DNS, to every address that the name has. */
  DNS = 'DNS',
  /** By DNS, to the first address that it gives. */
  DNS_ROUND_ROBIN = 'DNS_ROUND_ROBIN',
}

/** Properties of `ExternalServices`. */
export interface ExternalServicesProps {
  /**
   * Metadata of the ServiceEntry. A Sidecar lets hosts in by the namespace of their ServiceEntry, so the namespace is part of
   * the contract: it does not follow the chart's.
   * @default - name "speedscale-external-svc-https", namespace "speedscale"
   */
  readonly metadata?: ApiObjectMetadata;
  /**
   * The hosts. More than 256, which is Istio's limit, make several ServiceEntries: the second is named with "-2" at its end.
   * @default - the ten hosts that Speedscale's pods call
   */
  readonly hosts?: ExternalHosts;
  /**
   * The namespaces whose pods may call the hosts: names, `.` for the entry's own, `*` alone for all or `~` alone for none.
   * The entry's own namespace is always among them, since Speedscale's forwarder runs there.
   * @default ["."]
   */
  readonly exportTo?: string[];
  /**
   * How addresses are found. Wildcard hosts take `NONE` alone.
   * @default HostResolution.NONE
   */
  readonly resolution?: HostResolution;
  /**
   * Istio's release, as "1.30" or "1.30.3": `networking.istio.io/v1` is written from 1.22 on, `v1beta1` before.
   * @default - the newest release that is modelled
   */
  readonly istioVersion?: string;
  /**
   * The API version, whatever the release.
   * @default - by `istioVersion`
   */
  readonly apiVersion?: string;
}

/**
 * The ServiceEntry that registers hosts outside the cluster, called by TLS on port 443, so that a mesh with
 * `outboundTrafficPolicy: REGISTRY_ONLY` lets pods call them.
 *
 * Throws where a host, a name or an `exportTo` is one that Istio refuses, and where the chart defines the object already.
 */
export class ExternalServices extends Construct {
  /**
   * The ServiceEntry example of Speedscale's Istio page, to the letter: nine hosts, `v1alpha3`, no `exportTo`. For comparing;
   * the default has the tenth host, an API version of today, and says which namespaces see the hosts.
   */
  public static asOnIstioPage(scope: Construct, id: string): ExternalServices {
    const services = new ExternalServices(scope, id, {
      hosts: ExternalHosts.onIstioPage(),
      apiVersion: 'networking.istio.io/v1alpha3',
    });
    services.serviceEntries.forEach((entry) => entry.addJsonPatch(JsonPatch.remove('/spec/exportTo')));
    return services;
  }

  /** The ServiceEntries: one, unless there are more than 256 hosts. */
  public readonly serviceEntries: ApiObject[];

  constructor(scope: Construct, id: string, props: ExternalServicesProps = {}) {
    super(scope, id);
    const request: ServiceEntryRequest = {
      name: props.metadata?.name ?? SERVICE_ENTRY_NAME,
      namespace: props.metadata?.namespace ?? DEFAULT_NAMESPACE,
      hosts: (props.hosts ?? ExternalHosts.calledByPods()).hosts,
      exportTo: withOwnNamespace(props.metadata?.namespace ?? DEFAULT_NAMESPACE, props.exportTo ?? []),
      resolution: `${props.resolution ?? HostResolution.NONE}`,
      apiVersion: networkingApiVersion(props),
      labels: props.metadata?.labels,
      annotations: props.metadata?.annotations,
    };
    throwAt(this, checkServiceEntry(request, props));
    this.serviceEntries = serviceEntries(request).map((entry, part) =>
      renderedObject(this, part === 0 ? 'Resource' : `Resource${part + 1}`, entry, props.metadata));
  }
}
