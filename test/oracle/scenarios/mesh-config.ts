import { Place, Spec } from './place';

/** MeshConfig as operators set it: the policy, the defaults of exportTo, what istiod reads, and the proxies' defaults. */
export function meshConfig(place: Place): Readonly<Record<string, unknown>> {
  const { random, minor } = place;
  const policy = random.weighted<Spec>([
    [10, { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }], [4, {}], [3, { outboundTrafficPolicy: { mode: 'ALLOW_ANY' } }], [1, { outboundTrafficPolicy: {} }],
    [minor >= 31 ? 1 : 0, { outboundTrafficPolicy: { mode: 'ALLOW_ANY_DYNAMIC_DNS' } }],
  ]);
  const visible = (): readonly string[] => random.weighted<readonly string[]>([[3, ['.']], [2, ['*']], [2, [place.namespace()]], [1, ['.', place.root]]]);
  return {
    ...policy,
    ...(place.root !== 'istio-system' && { rootNamespace: place.root }),
    ...(random.chance(0.12) && { defaultServiceExportTo: visible() }),
    ...(random.chance(0.12) && { defaultVirtualServiceExportTo: visible() }),
    ...(random.chance(0.12) && { defaultDestinationRuleExportTo: visible() }),
    ...(random.chance(0.08) && { discoverySelectors: discoverySelectors(place) }),
    ...(random.chance(0.05) && { enableAutoMtls: false }),
    ...(minor >= 31 && random.chance(0.05) && { serviceEntryVisibility: { applyToSidecars: true, policies: [{ visibility: random.pick(['NAMESPACE', 'PUBLIC']) }] } }),
    ...defaultConfig(place),
  };
}

function discoverySelectors({ random }: Place): readonly Spec[] {
  return random.weighted<readonly Spec[]>([
    [3, [{ matchLabels: { mesh: 'on' } }]], [1, [{ matchLabels: { 'istio-injection': 'enabled' } }, { matchLabels: { 'kubernetes.io/metadata.name': 'istio-system' } }]],
    [1, [{ matchExpressions: [{ key: 'mesh', operator: 'NotIn', values: ['off'] }] }]],
  ]);
}

/** What holds for each proxy that says nothing else by itself. */
function defaultConfig({ random }: Place): Spec {
  const config = random.weighted<Spec | undefined>([
    [24, undefined], [1, { proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true' } }], [0.5, { interceptionMode: 'NONE' }], [0.5, { interceptionMode: 'TPROXY' }],
  ]);
  return config === undefined ? {} : { defaultConfig: config };
}
