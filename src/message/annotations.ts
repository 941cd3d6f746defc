import { define } from './message';

const asNearest = (nearest: string, otherwise: string) => nearest === '' ? otherwise : `write "${nearest}"`;

/** Messages about Speedscale's annotations, and about the options that set them. `name` is the option or the annotation, as the reader wrote it. */
export const annotationsMessages = {
  'capture-option-unknown': define({
    severity: 'error',
    example: { name: 'tlsout', mode: 'goproxy', nearest: 'tlsOut' },
    fact: ({ name, mode }) => `"${name}" is not an option of ${mode} capture`,
    fix: ({ nearest }) => asNearest(nearest, 'schema/speedscale.v1alpha1.json of this package describes the options'),
  }),
  'capture-option-wrong-type': define({
    severity: 'error',
    example: { name: 'proxyPort', expected: 'a number', value: '"80"' },
    fact: ({ name, expected, value }) => `"${name}" takes ${expected}, not ${value}`,
    fix: ({ name, expected }) => `give "${name}" ${expected}`,
  }),
  'annotation-unknown': define({
    severity: 'warning',
    example: { name: 'sidecar.speedscale.com/tls_out', nearest: 'sidecar.speedscale.com/tls-out', asOf: '2026-11-28' },
    fact: ({ name, asOf }) => `"${name}" is not an annotation that Speedscale documents as of ${asOf}`,
    fix: ({ nearest }) => asNearest(nearest, 'compare it with Speedscale\'s documentation; if it is documented by now, list it under "ignore" in the settings'),
  }),
  'annotation-not-a-boolean': define({
    severity: 'error',
    example: { name: 'sidecar.speedscale.com/inject', value: 'yes' },
    fact: ({ name, value }) => `"${name}" is "${value}", and takes "true" or "false"`,
    fix: () => 'write "true" or "false", in quotes: Kubernetes takes text alone',
  }),
  'annotation-value-unknown': define({
    severity: 'error',
    example: { name: 'proxyType', value: 'transparant', known: 'transparent, reverse, forward, dual', nearest: 'transparent' },
    fact: ({ name, value, known }) => `"${name}" is "${value}", and takes one of: ${known}`,
    fix: ({ nearest }) => asNearest(nearest, 'use one of these'),
  }),
  'annotation-value-empty': define({
    severity: 'error',
    example: { name: 'tlsJavaToolOptionsValue' },
    fact: ({ name }) => `"${name}" is empty`,
    fix: ({ name }) => `give "${name}" a value, or leave it out`,
  }),
  'annotation-listed-twice': define({
    severity: 'error',
    example: { name: 'ignoreDstHosts', value: 'kubernetes.default.svc' },
    fact: ({ name, value }) => `"${name}" has "${value}" twice`,
    fix: () => 'keep one of the two',
  }),
  'annotation-not-a-port': define({
    severity: 'error',
    example: { name: 'proxyPort', value: '70000' },
    fact: ({ name, value }) => `"${name}" has "${value}", which is not a port`,
    fix: () => 'give a whole number from 1 to 65535',
  }),
  'annotation-not-a-quantity': define({
    severity: 'error',
    example: { name: 'memoryLimit', value: '1GB' },
    fact: ({ name, value }) => `"${name}" is "${value}", which is not a quantity that Kubernetes takes`,
    fix: () => 'write a number with a suffix that Kubernetes knows, such as "500m", "2" or "1Gi"',
  }),
  'annotation-not-a-host': define({
    severity: 'error',
    example: { name: 'ignoreDstHosts', value: '*.example.com', problem: 'Speedscale takes no wildcards here' },
    fact: ({ name, value, problem }) => `"${name}" has "${value}", which is not a host: ${problem}`,
    fix: () => 'give a DNS name; addresses go into "ignoreSrcIps" or "ignoreDstIps"',
  }),
  'annotation-not-an-address': define({
    severity: 'error',
    example: { name: 'ignoreDstIps', value: '10.0.0.0/33' },
    fact: ({ name, value }) => `"${name}" has "${value}", which is neither an IPv4 address nor an IPv4 CIDR block`,
    fix: () => 'write "10.0.0.1", "10.0.0.0/8", or "*" alone for every address',
  }),
  'annotation-star-not-alone': define({
    severity: 'error',
    example: { name: 'ignoreSrcIps', value: '*' },
    fact: ({ name, value }) => `"${name}" has "${value}", which stands for every address, beside others`,
    fix: ({ value }) => `keep "${value}" alone, or take it out`,
  }),
  'annotation-not-a-secret-name': define({
    severity: 'error',
    example: { name: 'tlsInSecret', value: 'Shop_TLS' },
    fact: ({ name, value }) => `"${name}" is "${value}", which cannot name a secret`,
    fix: () => 'use lower-case letters, digits, "-" and ".", at most 253 of them',
  }),
  'annotation-not-a-file': define({
    severity: 'error',
    example: { name: 'tlsInPrivate', value: 'keys/tls.key', secret: 'tlsInSecret', problem: 'it is not the name of a file in a secret' },
    fact: ({ name, value, problem }) => `"${name}" is "${value}": ${problem}`,
    fix: ({ secret }) => `name a file of the secret in "${secret}", or leave "${secret}" out and give a full path such as "/etc/tls/tls.key"`,
  }),
  'annotation-not-a-variable': define({
    severity: 'error',
    example: { name: 'extraContainerEnvVars', value: 'HTTP PROXY', problem: 'it has no "="' },
    fact: ({ name, value, problem }) => `"${name}" has "${value}", which does not set an environment variable: ${problem}`,
    fix: () => 'write NAME=value, one variable each',
  }),
  'annotation-request-over-limit': define({
    severity: 'error',
    example: { name: 'cpuRequest', value: '3', limitName: 'cpuLimit', limit: '2' },
    fact: ({ name, value, limitName, limit }) => `"${name}" is "${value}", and "${limitName}" is "${limit}": Kubernetes refuses a request above its limit`,
    fix: ({ name, limitName }) => `lower "${name}", or raise "${limitName}"`,
  }),
  'annotation-needs-another': define({
    severity: 'error',
    example: { name: 'kubeApiSupport', value: 'true', other: 'tlsOut', needed: '"true"' },
    fact: ({ name, value, other, needed }) => `"${name}" with "${value}" works only where "${other}" is ${needed}`,
    fix: ({ name, other, needed }) => `set "${other}" to ${needed}, or take "${name}" out`,
  }),
  'annotation-would-be-ignored': define({
    severity: 'warning',
    example: { name: 'proxyPort', other: 'proxyType', is: 'transparent', needed: '"reverse" or "dual"' },
    fact: ({ name, other, is, needed }) => `"${name}" does nothing: "${other}" is "${is}", and only ${needed} heeds it`,
    fix: ({ name, other }) => `take "${name}" out, or change "${other}"`,
  }),
  'annotation-overridden': define({
    severity: 'warning',
    example: { name: 'tlsJavaToolOptions', by: 'tlsJavaToolOptionsValue' },
    fact: ({ name, by }) => `"${name}" does nothing: "${by}" wins over it`,
    fix: ({ name }) => `take "${name}" out`,
  }),
  'capture-with-both-modes': define({
    severity: 'error',
    example: { goproxy: 'sidecar.speedscale.com/inject', ebpf: '"capture.speedscale.com/enabled" and "capture.speedscale.com/java-agent"', of: ' of Deployment shop/web' },
    fact: ({ goproxy, ebpf, of }) => `"${goproxy}"${of} asks for goproxy and ${ebpf} for eBPF, and Speedscale's operator rejects a workload with both`,
    fix: ({ goproxy, ebpf }) => `keep one of the two: remove "${goproxy}", or ${ebpf}`,
  }),
  'capture-of-ignored-workload': define({
    severity: 'error',
    example: { ignore: 'operator.speedscale.com/ignore', capture: 'sidecar.speedscale.com/inject' },
    fact: ({ ignore, capture }) => `"${ignore}" is "true", so Speedscale's operator skips the workload, and "${capture}" does nothing`,
    fix: ({ ignore }) => `take "${ignore}" out, or do not capture the workload`,
  }),
};
