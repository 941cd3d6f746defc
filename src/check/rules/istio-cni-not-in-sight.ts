import { objectTitle } from '../../kubernetes/object';
import { finding } from '../../message/catalogue';
import { ISTIO_CNI } from '../../speedscale/annotations';
import { Rule } from '../rule';

export const istioCniNotInSight: Rule = {
  ids: ['istio-cni-not-in-sight'],
  what: 'Where workloads are captured by goproxy, it is known whether Istio runs with its CNI agent.',
  why: 'goproxy must have the annotation sidecar.speedscale.com/istio-cni where the agent is in use.',
  cannotSee: 'Nothing.',
  find: ({ captures, mesh }) => {
    const unsaid = captures.filter(({ modes, annotations }) => modes.includes('goproxy') && !Object.hasOwn(annotations, ISTIO_CNI));
    if (mesh.istio.cni !== undefined || unsaid.length === 0) return [];
    const [{ entry }] = unsaid;
    return [finding('istio-cni-not-in-sight', { count: unsaid.length, workload: objectTitle(entry.object) }, unsaid.length === 1 ? entry.place : {})];
  },
};
