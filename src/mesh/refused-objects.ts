import { Sight } from './sight';
import { speedscaleNamespaces } from './speedscale-namespaces';
import { isRefusedOn } from '../istio/refusal';
import { objectTitle } from '../kubernetes/object';
import { formatPath } from '../kubernetes/value';
import { finding } from '../message/catalogue';
import { Finding } from '../message/message';

/** Objects that Istio refuses and that would take part in Speedscale's calls: what is to be written cannot be decided beside them. */
export function refusedBeside(sight: Sight): readonly Finding[] {
  const { istio, speedscale } = sight.mesh;
  return sight.refused.filter(({ entry }) => isRefusedOn(entry.object, speedscaleNamespaces(sight), speedscale.hosts, istio.rootNamespace))
    .map(({ entry: { object, placeOf }, refusal: { because, path, isUnfinished } }) => isUnfinished
      ? finding('write-beside-variables', { object: objectTitle(object), path: formatPath(path) }, placeOf(path))
      : finding('istio-refuses-object', { object: objectTitle(object), because }, placeOf(path)));
}
