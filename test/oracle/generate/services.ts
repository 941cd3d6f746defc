import { exported, ports, serviceNames } from './pool';
import { Random, Weighted } from './random';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { endpoints, service } from '../cases/objects';

/** How a port says its protocol, or does not. */
const protocols: readonly Weighted<Readonly<Record<string, string>>>[] = [
  [8, { name: 'http' }],
  [2, { name: 'http-web' }],
  [4, { name: 'https' }],
  [2, { name: 'tls-data' }],
  [5, { name: 'tcp' }],
  [2, { name: 'grpc' }],
  [1, { name: 'http2-x' }],
  [1, { name: 'mongo' }],
  [1, { name: 'mysql' }],
  [1, { name: 'redis' }],
  [3, { name: 'data' }],
  [1, { name: 'httpish' }],
  [2, { name: 'http', appProtocol: 'tcp' }],
  [2, { name: 'data', appProtocol: 'https' }],
  [1, { name: 'tcp', appProtocol: 'http' }],
  [1, { name: 'data', appProtocol: 'kubernetes.io/h2c' }],
  [1, { name: 'http', appProtocol: 'example.com/own' }],
  [1, { name: 'http', protocol: 'UDP' }],
];

/** Services of a few names in the namespaces given, and the EndpointSlices of headless ones. */
export function services(random: Random, inNamespaces: readonly string[]): readonly KubernetesObject[] {
  const paths = inNamespaces.flatMap((namespace) => serviceNames.map((name) => `${namespace}/${name}`));
  return random.some(paths, random.between(1, 6)).flatMap((path, position) => oneService(random, path, position));
}

function oneService(random: Random, path: string, position: number): readonly KubernetesObject[] {
  const listed = servicePorts(random);
  const annotations = exportAnnotation(random, path.split('/')[0]);
  const form = random.weighted([[20, 'address'], [1, 'addressless'], [2, 'headless'], [1, 'external']] as const);
  if (form === 'external') return [external(service(path, '', listed, annotations))];
  if (form === 'addressless') return [service(path, undefined, listed, annotations)];
  if (form === 'address') return [service(path, `10.96.0.${position + 1}`, listed, annotations)];
  const [{ name, port }] = listed;
  return [
    service(path, 'None', listed, annotations),
    ...(random.chance(0.7) ? [endpoints(path, ['10.0.0.7'], { name, port, protocol: 'TCP' })] : []),
  ];
}

function external({ spec, ...rest }: KubernetesObject): KubernetesObject {
  return { ...rest, spec: { type: 'ExternalName', externalName: 'elsewhere.example.com', ports: (spec as { ports: unknown }).ports } };
}

function servicePorts(random: Random) {
  const numbers = [...new Set(random.times(random.between(1, 2), () => random.weighted(ports)))];
  return numbers.map((port, position) => {
    const protocol = random.weighted(protocols);
    // The names of a Service's ports must differ; "http-2" says HTTP as "http" does.
    return { port, ...protocol, name: position === 0 ? protocol.name : `${protocol.name}-2` } as { port: number; name: string };
  });
}

function exportAnnotation(random: Random, namespace: string) {
  const { exportTo } = exported(random, namespace);
  return exportTo === undefined || random.chance(0.5) ? {} : { annotations: { 'networking.istio.io/exportTo': exportTo.join(random.pick([',', ', '])) } };
}
