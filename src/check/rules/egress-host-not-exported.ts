import { egressRule } from '../egress-rule';

export const egressHostNotExported = egressRule('egress-host-not-exported', {
  what: 'The ServiceEntry of a host is exported to the namespaces whose pods of Speedscale call it.',
  why: 'istiod tells a proxy nothing of services that are not exported to its namespace (istio/istio pilot/pkg/model/push_context.go).',
  cannotSee: 'What istiod\'s environment changes.',
});
