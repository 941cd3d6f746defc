import { isDeepStrictEqual } from 'node:util';
import { servedMesh } from '../../calls/serving';
import { SPEC } from '../../istio/objects/paths';
import { objectTitle } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/value';
import { COPIED_FROM } from '../../mesh/egress-sidecar';
import { planSidecars } from '../../mesh/plan-sidecars';
import { namespacesWithSpeedscale } from '../../mesh/speedscale-namespaces';
import { finding } from '../../message/catalogue';
import { networkingApiVersion } from '../../settings/check-names';
import { Rule } from '../rule';

export const sidecarCopyOutdated: Rule = {
  ids: ['sidecar-copy-outdated'],
  what: 'A generated Sidecar that holds what the root namespace\'s allows is still what would be generated from that now.',
  why: 'Such a Sidecar displaces the root\'s; when that changes, the copy does not.',
  cannotSee: 'Anything, where the root namespace\'s Sidecar is not in sight.',
  find: (sight) => {
    const copies = sight.sidecars.filter(({ object }) => object.metadata.annotations?.[COPIED_FROM] !== undefined);
    if (copies.length === 0) return [];
    const mesh = { ...servedMesh(sight), namespaces: namespacesWithSpeedscale(sight) };
    const planned = planSidecars(mesh, sight, networkingApiVersion({ istioVersion: mesh.istio.version })).objects;
    return copies.flatMap(({ object, placeOf }) => {
      const title = objectTitle(object);
      const now = planned.find((each) => objectTitle(each) === title);
      if (now === undefined || isDeepStrictEqual(now.spec, valueAt(object, SPEC))) return [];
      return [finding('sidecar-copy-outdated', { sidecar: title, root: `Sidecar ${now.metadata.annotations![COPIED_FROM]}` }, placeOf(SPEC))];
    });
  },
};
