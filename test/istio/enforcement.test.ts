import { enforcement, EnforcementQuery } from '../../src/istio/enforcement';

const injected = { 'istio-injection': 'enabled' };
const pod = (metadata: object = {}, spec: object = {}) => ({ metadata, spec: spec as Record<string, unknown> });
const labelled = (labels: Record<string, string>) => pod({ labels });
const annotated = (annotations: Record<string, string>) => pod({ annotations });
const held = { outcome: 'held' };
const free = (reason: string) => ({ outcome: 'not-enforced', reason });
const unknown = (reason: string) => ({ outcome: 'unknown', reason });

const cases: readonly (readonly [title: string, query: Partial<EnforcementQuery>, expected: object])[] = [
  ['a pod of a namespace that is injected is held', {}, held],
  ['a namespace labelled with a revision is injected', { namespaceLabels: { 'istio.io/rev': 'canary' } }, held],
  ['a namespace without labels is not injected', { namespaceLabels: {} }, free('not-injected')],
  ['a namespace that is not in sight leaves it open', { namespaceLabels: undefined }, unknown('namespace-not-in-sight')],
  ['a pod can ask for injection where its namespace does not', { namespaceLabels: {}, pod: labelled({ 'sidecar.istio.io/inject': 'true' }) }, held],
  ['a pod can ask for a revision', { namespaceLabels: undefined, pod: labelled({ 'istio.io/rev': 'canary' }) }, held],
  ['a namespace that is labelled against injection outweighs its pods', { namespaceLabels: { 'istio-injection': 'disabled' }, pod: labelled({ 'sidecar.istio.io/inject': 'true' }) }, free('injection-disabled')],
  ['a pod can refuse injection by its label', { pod: labelled({ 'sidecar.istio.io/inject': 'false' }) }, free('injection-disabled')],
  ['a pod can refuse injection by its annotation', { pod: annotated({ 'sidecar.istio.io/inject': 'false' }) }, free('injection-disabled')],
  ['the label comes before the annotation', { pod: pod({ labels: { 'sidecar.istio.io/inject': 'true' }, annotations: { 'sidecar.istio.io/inject': 'false' } }) }, held],
  ['an annotation alone asks for nothing that the namespace does not give', { namespaceLabels: {}, pod: annotated({ 'sidecar.istio.io/inject': 'true' }) }, free('not-injected')],
  ['a pod on the host network is not injected', { pod: pod({}, { hostNetwork: true }) }, free('host-network')],
  ['kube-system is never injected', { namespace: 'kube-system' }, free('system-namespace')],
  ['a pod that carries istio-proxy is held', { namespaceLabels: {}, pod: pod({}, { containers: [{ name: 'istio-proxy' }] }) }, held],
  ['istio-proxy may be an init container', { namespaceLabels: {}, pod: pod({}, { initContainers: [{ name: 'istio-proxy' }] }) }, held],
  ['an ambient namespace has no sidecars', { namespaceLabels: { 'istio.io/dataplane-mode': 'ambient' } }, free('ambient')],
  ['a pod can opt out of ambient', { namespaceLabels: { 'istio.io/dataplane-mode': 'ambient' }, pod: labelled({ 'istio.io/dataplane-mode': 'none' }) }, free('not-injected')],
  ['a port can be excluded', { pod: annotated({ 'traffic.sidecar.istio.io/excludeOutboundPorts': '80, 443' }) }, free('port-excluded')],
  ['a port that is not excluded is held', { pod: annotated({ 'traffic.sidecar.istio.io/excludeOutboundPorts': '80' }) }, held],
  ['interception can be off', { pod: annotated({ 'sidecar.istio.io/interceptionMode': 'NONE' }) }, free('interception-off')],
  ['what runs as the proxy\'s user is not captured', { pod: pod({}, { securityContext: { runAsUser: 1337 } }) }, free('interception-off')],
  ['an excluded range frees its addresses', { address: '10.1.2.3', pod: annotated({ 'traffic.sidecar.istio.io/excludeOutboundIPRanges': '10.0.0.0/8' }) }, free('addresses-excluded')],
  ['an excluded range holds other addresses', { address: '192.0.2.1', pod: annotated({ 'traffic.sidecar.istio.io/excludeOutboundIPRanges': '10.0.0.0/8' }) }, held],
  ['an excluded range and no address leave it open', { pod: annotated({ 'traffic.sidecar.istio.io/excludeOutboundIPRanges': '10.0.0.0/8' }) }, unknown('address')],
  ['an included range frees all other addresses', { address: '192.0.2.1', pod: annotated({ 'traffic.sidecar.istio.io/includeOutboundIPRanges': '10.0.0.0/8' }) }, free('addresses-excluded')],
  ['an empty included range captures nothing', { pod: annotated({ 'traffic.sidecar.istio.io/includeOutboundIPRanges': '' }) }, free('interception-off')],
];

test.each(cases)('%s', (_, query, expected) => {
  expect(enforcement({ namespace: 'shop', namespaceLabels: injected, pod: pod(), port: 443, ...query })).toEqual(expected);
});
