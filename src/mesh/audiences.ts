import { asMeshConfig } from './facts/mesh-config';
import { Audiences, audiencesOf } from '../istio/visibility';
import { StringMap } from '../kubernetes/value';
import { KnownIstio } from '../settings/resolve-mesh';

/**
 * Who sees the objects of a mesh, as far as it is known.
 * @param labels those of the namespaces of which any are known
 */
export function meshAudiences(istio: KnownIstio, labels: ReadonlyMap<string, StringMap>): Audiences {
  return audiencesOf(istio.version, asMeshConfig(istio), (namespace) => labels.get(namespace) ?? {});
}
