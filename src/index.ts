export * from './constructs/egress-sidecar';
export * from './constructs/external-hosts';
export * from './constructs/external-services';
export * from './constructs/mesh-context';
export * from './constructs/speedscale-on-istio';
export * from './settings/capture-options';
export * from './settings/mesh-settings';
