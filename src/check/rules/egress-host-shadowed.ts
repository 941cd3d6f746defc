import { egressRule } from '../egress-rule';

export const egressHostShadowed = egressRule('egress-host-shadowed', {
  what: 'No ServiceEntry of another namespace hides the one that serves the port.',
  why: 'Istio keeps the entries of one namespace for a host, and looks at ports only then (istio/istio pilot/pkg/model/sidecar.go).',
  cannotSee: 'The age of objects, where they do not carry it.',
});
