import { injection, InjectionQuery } from '../../src/istio/injection';

const injected = { 'istio-injection': 'enabled' };
const pod = (metadata: object = {}, spec: object = {}) => ({ metadata, spec: spec as Record<string, unknown> });
const labelled = (labels: Record<string, string>) => pod({ labels });
const annotated = (annotations: Record<string, string>) => pod({ annotations });

const cases: readonly (readonly [title: string, query: Partial<InjectionQuery>, expected: string])[] = [
  ['a pod of a namespace that is injected is', {}, 'injected'],
  ['a namespace labelled with a revision is', { namespaceLabels: { 'istio.io/rev': 'canary' } }, 'injected'],
  ['a namespace without labels is not', { namespaceLabels: {} }, 'not-injected'],
  ['a namespace that is not in sight leaves it open', { namespaceLabels: undefined }, 'namespace-not-in-sight'],
  ['a pod can ask for it where its namespace does not', { namespaceLabels: {}, pod: labelled({ 'sidecar.istio.io/inject': 'true' }) }, 'injected'],
  ['a pod can ask for a revision', { namespaceLabels: undefined, pod: labelled({ 'istio.io/rev': 'canary' }) }, 'injected'],
  ['a namespace that is labelled against it outweighs its pods', { namespaceLabels: { 'istio-injection': 'disabled' }, pod: labelled({ 'sidecar.istio.io/inject': 'true' }) }, 'injection-disabled'],
  ['a pod can refuse it by its label', { pod: labelled({ 'sidecar.istio.io/inject': 'false' }) }, 'injection-disabled'],
  ['a pod can refuse it by its annotation', { pod: annotated({ 'sidecar.istio.io/inject': 'false' }) }, 'injection-disabled'],
  ['the label comes before the annotation', { pod: pod({ labels: { 'sidecar.istio.io/inject': 'true' }, annotations: { 'sidecar.istio.io/inject': 'false' } }) }, 'injected'],
  ['an annotation alone asks for nothing that the namespace does not give', { namespaceLabels: {}, pod: annotated({ 'sidecar.istio.io/inject': 'true' }) }, 'not-injected'],
  ['a pod on the host network is not', { pod: pod({}, { hostNetwork: true }) }, 'host-network'],
  ['a pod of kube-system never is', { namespace: 'kube-system' }, 'system-namespace'],
  ['a pod that carries istio-proxy is', { namespaceLabels: {}, pod: pod({}, { containers: [{ name: 'istio-proxy' }] }) }, 'injected'],
  ['istio-proxy may be an init container', { namespaceLabels: {}, pod: pod({}, { initContainers: [{ name: 'istio-proxy' }] }) }, 'injected'],
  ['an ambient namespace has no sidecars', { namespaceLabels: { 'istio.io/dataplane-mode': 'ambient' } }, 'ambient'],
  ['a pod can opt out of ambient', { namespaceLabels: { 'istio.io/dataplane-mode': 'ambient' }, pod: labelled({ 'istio.io/dataplane-mode': 'none' }) }, 'not-injected'],
];

test.each(cases)('%s', (_, query, expected) => {
  expect(injection({ namespace: 'shop', namespaceLabels: injected, pod: pod(), ...query })).toEqual(expected);
});
