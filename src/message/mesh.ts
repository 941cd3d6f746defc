import { define } from './message';

/** Messages about settings of the mesh and about the objects that are generated for it. */
export const meshMessages = {
  'api-version-not-served': define({
    severity: 'error',
    example: { apiVersion: 'networking.istio.io/v2', served: 'networking.istio.io/v1, networking.istio.io/v1beta1' },
    fact: ({ apiVersion }) => `"${apiVersion}" is not an API version that Istio serves`,
    fix: ({ served }) => `use one of ${served}, or leave it out: it follows from Istio's release`,
  }),
  'istio-version-not-a-release': define({
    severity: 'error',
    example: { version: 'v1.30' },
    fact: ({ version }) => `"${version}" is not a release of Istio`,
    fix: () => 'write it as "major.minor" or "major.minor.patch", in quotes: "1.30"',
  }),
  'export-to-not-alone': define({
    severity: 'error',
    example: { value: '*', list: '*, shop' },
    fact: ({ value, list }) => `exportTo holds "${value}" beside others (${list}), and Istio takes it only alone`,
    fix: ({ value }) => `leave "${value}" alone, or take it out`,
  }),
  'export-to-twice': define({
    severity: 'error',
    example: { value: 'speedscale', as: '.' },
    fact: ({ value, as }) => value === as ? `exportTo holds "${value}" twice` : `exportTo holds "${value}" and "${as}", which are the same namespace`,
    fix: ({ value }) => `take one "${value}" out`,
  }),
  'export-to-not-a-namespace': define({
    severity: 'error',
    example: { value: 'Shop_1' },
    fact: ({ value }) => `"${value}" in exportTo is not the name of a namespace`,
    fix: () => 'write a namespace in lower case, "." for the object\'s own, or "*" alone for all',
  }),
  'namespace-not-a-name': define({
    severity: 'error',
    example: { namespace: 'Shop_1' },
    fact: ({ namespace }) => `"${namespace}" is not the name of a namespace`,
    fix: () => 'use lower-case letters, digits and "-", at most 63 of them',
  }),
  'namespace-listed-twice': define({
    severity: 'error',
    example: { namespace: 'shop' },
    fact: ({ namespace }) => `namespace "${namespace}" is listed twice`,
    fix: () => 'join the two entries',
  }),
  'object-name-not-a-name': define({
    severity: 'error',
    example: { name: 'Speedscale Hosts' },
    fact: ({ name }) => `"${name}" cannot name an object`,
    fix: () => 'use lower-case letters, digits, "-" and ".", at most 253 of them',
  }),
  'object-defined-twice': define({
    severity: 'error',
    example: { object: 'ServiceEntry speedscale/speedscale-external-svc-https', other: 'app/mesh/hosts' },
    fact: ({ object, other }) => `${object} is already defined, by the construct "${other}"`,
    fix: () => 'give one of the two another name, or define it once',
  }),
  'egress-host-not-namespaced': define({
    severity: 'error',
    example: { host: 'speedscale', problem: 'it has no "/"' },
    fact: ({ host, problem }) => `"${host}" is not a host that an Istio Sidecar takes: ${problem}`,
    fix: () => 'write namespace/dnsName: "./*" for the own namespace, "speedscale/*" for another, "*/api.example.com" for a host in any',
  }),
};
