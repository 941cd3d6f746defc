import { changeFindings } from '../changes/findings';
import { Rule } from '../rule';

export const egressChanged: Rule = {
  ids: [
    'egress-allowed-to-blocked', 'egress-blocked-to-allowed', 'egress-served-otherwise',
    'egress-allowed-to-unknown', 'egress-blocked-to-unknown', 'egress-unknown-to-allowed', 'egress-unknown-to-blocked',
    'egress-change-undecided', 'workload-in-one-tree', 'change-not-compared', 'object-not-compared',
  ],
  what: 'With --diff-base: what Speedscale\'s pods and every other workload reach is what they reached in the older tree, by the same ServiceEntry.',
  why: 'A ServiceEntry, a Sidecar or a label changes egress for pods whose manifests nobody touched.',
  cannotSee: 'Hosts that no object names, but for one that stands for them all; and what is only in the cluster, unless it is given as context.',
  find: changeFindings,
};
