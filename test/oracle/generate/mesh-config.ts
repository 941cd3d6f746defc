import { namespaces } from './pool';
import { Random, sometimes } from './random';

type Config = Readonly<Record<string, unknown>>;

/** What the whole mesh sets. */
export function meshConfig(random: Random, minor: number): Config {
  return {
    ...outboundTrafficPolicy(random, minor),
    ...sometimes(random, 0.05, () => ({ rootNamespace: 'mesh-root' })),
    ...sometimes(random, 0.15, () => ({ defaultServiceExportTo: exportTo(random) })),
    ...sometimes(random, 0.08, () => ({ defaultVirtualServiceExportTo: exportTo(random) })),
    ...sometimes(random, 0.08, () => ({ defaultDestinationRuleExportTo: exportTo(random) })),
    ...sometimes(random, 0.08, () => ({ discoverySelectors: selectors(random) })),
    ...(minor >= 31 && sometimes(random, 0.1, () => ({ serviceEntryVisibility: visibility(random) }))),
  };
}

function outboundTrafficPolicy(random: Random, minor: number): Config {
  return random.weighted<Config>([
    [10, { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }],
    [5, { outboundTrafficPolicy: { mode: 'ALLOW_ANY' } }],
    [1, { outboundTrafficPolicy: {} }],
    [4, {}],
    [minor >= 31 ? 0.5 : 0, { outboundTrafficPolicy: { mode: 'ALLOW_ANY_DYNAMIC_DNS' } }],
  ]);
}

function exportTo(random: Random): readonly string[] {
  return random.pick([['.'], ['*'], ['~'], ['.', random.pick(namespaces)], [random.pick(namespaces)], []]);
}

/** Namespaces have the label mesh=yes or mesh=no (`namespaceObjects`). */
function selectors(random: Random): readonly Config[] {
  return random.pick<readonly Config[]>([
    [{ matchLabels: { mesh: 'yes' } }],
    [{ matchLabels: { mesh: 'yes' } }, { matchLabels: { 'kubernetes.io/metadata.name': 'speedscale' } }],
    [{ matchExpressions: [{ key: 'mesh', operator: 'NotIn', values: ['no'] }] }],
    [{ matchExpressions: [{ key: 'mesh', operator: 'Exists' }] }],
  ]);
}

/** No namespaceSelector in the policies: the fake istiod does not know the labels of namespaces there. */
function visibility(random: Random): Config {
  const value = () => random.pick(['NONE', 'NAMESPACE', 'PUBLIC']);
  return {
    ...sometimes(random, 0.8, () => ({ applyToSidecars: true })),
    ...sometimes(random, 0.7, () => ({ defaultVisibility: value() })),
    ...sometimes(random, 0.3, () => ({ policies: [{ visibility: value() }] })),
  };
}
