import { Fields } from './fields';
import { ProxyConfig, readProxyConfig } from './proxy-config';
import { PolicyMode } from './sidecar';
import { listAt, valueAt } from '../../kubernetes/value';

const MODES: readonly PolicyMode[] = ['REGISTRY_ONLY', 'ALLOW_ANY', 'ALLOW_ANY_DYNAMIC_DNS'];
const VISIBILITIES = ['PUBLIC', 'NAMESPACE', 'NONE'] as const;
export type EntryVisibility = typeof VISIBILITIES[number];

/** serviceEntryVisibility: the first policy whose selectors all select the namespace decides. */
export interface EntryVisibilityRules {
  readonly otherwise: EntryVisibility;
  readonly policies: readonly { readonly visibility: EntryVisibility; readonly selectors: readonly unknown[] }[];
}

/** What the egress decision reads of MeshConfig. */
export interface MeshConfig {
  readonly rootNamespace: string;
  readonly policy: PolicyMode;
  readonly exportServices: readonly string[];
  readonly exportVirtualServices: readonly string[];
  readonly exportDestinationRules: readonly string[];
  readonly discoverySelectors: readonly unknown[];
  /** `undefined` where sidecars do not heed it. */
  readonly entryVisibility?: EntryVisibilityRules;
  /** `defaultConfig`: the configuration of every proxy, where nothing replaces it. */
  readonly proxy: ProxyConfig;
  /** What could not be read. */
  readonly problems: readonly string[];
}

export function readMeshConfig(value: unknown): MeshConfig {
  const problems: string[] = [];
  const fields = Fields.of(value, 'meshConfig', problems);
  const exportTo = (key: string) => {
    const entries = fields.texts(key);
    return entries.length === 0 ? ['*'] : entries;
  };
  return {
    rootNamespace: fields.text('rootNamespace') || 'istio-system',
    policy: fields.child('outboundTrafficPolicy', (policy) => policy.oneOf('mode', MODES)) ?? 'ALLOW_ANY',
    exportServices: exportTo('defaultServiceExportTo'),
    exportVirtualServices: exportTo('defaultVirtualServiceExportTo'),
    exportDestinationRules: exportTo('defaultDestinationRuleExportTo'),
    discoverySelectors: listAt(value, ['discoverySelectors']),
    entryVisibility: fields.child('serviceEntryVisibility', readEntryVisibility),
    proxy: readProxyConfig(valueAt(value, ['defaultConfig']), 'meshConfig.defaultConfig', problems),
    problems,
  };
}

function readEntryVisibility(fields: Fields): EntryVisibilityRules | undefined {
  const rules = {
    otherwise: fields.oneOf('defaultVisibility', VISIBILITIES),
    policies: fields.each('policies', (policy) => ({
      visibility: policy.oneOf('visibility', VISIBILITIES),
      selectors: policy.each('matchingRules', (rule) => rule.child('namespaceSelector', (selector) => selector.source())),
    })),
  };
  return fields.flag('applyToSidecars') ? rules : undefined;
}
