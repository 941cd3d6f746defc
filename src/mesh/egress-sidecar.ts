import { API_SERVER } from './called-services';
import { generatedMeta } from './generated-meta';
import { SidecarManifest } from '../istio/manifests';
import { SidecarEgressSpec, sidecarManifest } from '../istio/objects/sidecar';

/** The name that Istio's documentation and Speedscale's page give to a namespace's Sidecar. */
export const SIDECAR_NAME = 'default';

/**
 * The annotation of a Sidecar that holds what the root namespace's allows, with that one's `namespace/name`. It tells ours from
 * those that somebody wrote, so that a later run replaces it, and shows a reviewer why it is there.
 */
export const COPIED_FROM = 'cdk8s-speedscale/copied-from';

/** An Istio Sidecar that is to be written, checked already. */
export interface SidecarRequest extends SidecarEgressSpec {
  readonly name: string;
  readonly namespace: string;
  readonly apiVersion: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The Istio Sidecar of a request. */
export function egressSidecar(request: SidecarRequest): SidecarManifest {
  return sidecarManifest(request.apiVersion, generatedMeta(request), request);
}

/** What a namespace's pods commonly call, besides Speedscale: their neighbours, Istio's own services, the API server. */
export function usualHosts(rootNamespace: string): readonly string[] {
  return ['./*', `${rootNamespace}/*`, API_SERVER];
}
