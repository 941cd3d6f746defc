import { unsetNamespaces } from '../../mesh/facts/unset-namespaces';
import { concernsSpeedscale } from '../../mesh/speedscale-namespaces';
import { Rule } from '../rule';

export const namespaceUnset: Rule = {
  ids: ['namespace-unset'],
  what: 'Each object says which namespace it is for, or its path does.',
  why: 'Without a namespace neither visibility nor Sidecars can be decided; it is never taken to be "default".',
  cannotSee: 'The namespace that kubectl, Helm, kustomize or Argo CD will add.',
  find: (sight) => concernsSpeedscale(sight) ? unsetNamespaces(sight.inventory) : [],
};
