import { commandLine } from './command-line';
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
  'export-to-nobody': define({
    severity: 'error',
    example: {},
    fact: () => 'exportTo "~" hides Speedscale\'s hosts from everybody: not even Speedscale\'s own namespace could call them',
    fix: () => 'name the namespaces that call them, or leave exportTo out: its own and those with a replay see them then',
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
  'namespace-not-given': define({
    severity: 'error',
    example: {},
    fact: () => 'no namespace is given',
    fix: () => 'set metadata.namespace, or the namespace of the chart',
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
  'external-hosts-served': define({
    severity: 'info',
    example: { entries: 'ServiceEntry istio-system/speedscale-external-svc-https' },
    fact: ({ entries }) => `${entries} serves every host outside the cluster that Speedscale calls, so no further ServiceEntry is needed`,
    fix: () => 'nothing is left to do; without it, "cdk8s-speedscale synth" writes one',
  }),
  'generated-object-in-manifests': define({
    severity: 'warning',
    example: { object: 'ServiceEntry speedscale/speedscale-external-svc-https' },
    fact: ({ object }) => `${object} is in the manifests, and synth writes it too: the cluster holds one of the two, by the order in which they are applied`,
    fix: () => 'remove it from the manifests, or, where an earlier run wrote it there, name that folder as "output" in the settings',
  }),
  'egress-host-not-namespaced': define({
    severity: 'error',
    example: { host: 'speedscale', problem: 'it has no "/"' },
    fact: ({ host, problem }) => `"${host}" is not a host that an Istio Sidecar takes: ${problem}`,
    fix: () => 'write namespace/dnsName: "./*" for the own namespace, "speedscale/*" for another, "*/api.example.com" for a host in any',
  }),
  'service-entry-takes-over-host': define({
    severity: 'error',
    example: { host: 's3.us-east-1.amazonaws.com', other: 'ServiceEntry shop/aws', namespaces: '"shop"' },
    fact: ({ host, other, namespaces }) => `${other} registers "${host}" already, and ${namespaces} would see both: Istio keeps one of them, by age, and applications may get another than before`,
    fix: ({ host, other }) => `drop "${host}" from ${other}, or name it in speedscale.hosts.remove`,
  }),
  'root-sidecar-unknown': define({
    severity: 'warning',
    example: { rootNamespace: 'istio-system', namespaces: '"shop", "cart"' },
    fact: ({ rootNamespace, namespaces }) => `whether a Sidecar in the root namespace "${rootNamespace}" narrows egress is not in sight, so no Sidecar is written for ${namespaces}`,
    fix: ({ rootNamespace }) => `give the output of "kubectl get sidecars -n ${commandLine(rootNamespace)} -o yaml" as context, or state istio.hasRootSidecar: false`,
  }),
  'root-sidecar-contradicts-settings': define({
    severity: 'error',
    example: { sidecar: 'Sidecar istio-system/default' },
    fact: ({ sidecar }) => `istio.hasRootSidecar is false, and ${sidecar} is in sight`,
    fix: () => 'take istio.hasRootSidecar out of the settings',
  }),
  'sidecar-not-generated': define({
    severity: 'error',
    example: { namespace: 'shpo', nearest: 'shop' },
    fact: ({ namespace }) => `no Sidecar was generated for "${namespace}"`,
    fix: ({ nearest }) => nearest === '' ? 'none was generated at all: "warnings" says why, unless none is needed' : `the nearest namespace with one is "${nearest}"`,
  }),
  'sidecar-leaves-speedscale-out': define({
    severity: 'warning',
    example: { namespace: 'shop', hosts: '"speedscale/*"' },
    fact: ({ namespace, hosts }) => `the Sidecar that is in effect for "${namespace}" leaves ${hosts} out; a second one would replace it, so none is written`,
    fix: ({ hosts }) => `add ${hosts} to its egress hosts: "cdk8s-speedscale adopt" does that in the manifest`,
  }),
  'stated-label-not-in-manifest': define({
    severity: 'warning',
    example: { key: 'istio-injection', value: 'enabled', namespace: 'shop', at: 'deploy/shop.yaml:3' },
    fact: ({ key, value, namespace, at }) => `the settings state the label "${key}: ${value}" of Namespace ${namespace}, which the manifest at ${at} does not have: the statement counts`,
    fix: ({ key }) => `add the label to the manifest, or remove "${key}" from the settings`,
  }),
  'settings-contradict-manifests': define({
    severity: 'error',
    example: { key: 'istio.cni', setting: 'false', value: 'true', at: 'istio/install.yaml:3768:1 DaemonSet kube-system/istio-cni-node' },
    fact: ({ key, setting, value, at }) => `the settings say ${key} is "${setting}", and ${at} says "${value}"`,
    fix: ({ key }) => `repair the one that is wrong; ${key} need not be in the settings, since the manifests show it`,
  }),
  'manifests-contradict-each-other': define({
    severity: 'warning',
    example: { key: 'istio.cni', value: 'true', otherValue: 'false', otherAt: 'overlays/insecure/injector.yaml:7:3 ConfigMap istio-system/istio-sidecar-injector', stateable: true },
    fact: ({ key, value, otherValue, otherAt }) => `${key} is "${value}" here and "${otherValue}" at ${otherAt}, so it counts as unknown`,
    fix: ({ key, stateable }) => `${stateable ? `state ${key} in the settings, or ` : ''}give only the manifests of one mesh`,
  }),
  'mesh-config-unreadable': define({
    severity: 'warning',
    example: { path: 'data.mesh', problem: 'bad indentation of a mapping entry' },
    fact: ({ path, problem }) => `the text at "${path}" cannot be read as YAML: ${problem}`,
    fix: () => 'repair it: istiod cannot read it either',
  }),
  'context-missing': define({
    severity: 'warning',
    example: { what: 'the mesh\'s outboundTrafficPolicy', command: 'kubectl get configmap istio -n istio-system -o yaml > cluster.yaml' },
    fact: ({ what }) => `the manifests do not show ${what}; what depends on it is unknown`,
    fix: ({ command }) => `run "${command}" and give that file as context`,
  }),
  'namespace-unset': define({
    severity: 'warning',
    example: { count: 3, first: 'Deployment cart' },
    fact: ({ count, first }) => count === 1 ? `${first} names no namespace, and its path gives none: egress is not decided for it`
      : `${count} objects name no namespace, and their paths give none: egress is not decided for ${first} and the others`,
    fix: () => 'give the path a namespace in the settings, as in "manifests: [{ path: deploy/, namespace: shop }]"',
  }),
};
