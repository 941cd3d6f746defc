import { formatPath } from '../../src/kubernetes/value';
import { ConfigSource } from '../../src/settings/merge-configs';

/** A config file with the value as its `spec`; the place of a value is its path, of a key the path with a colon. */
export function config(spec: unknown, file = 'speedscale.yaml'): ConfigSource {
  return source({ apiVersion: 'cdk8s-speedscale/v1alpha1', kind: 'SpeedscaleOnIstio', spec }, file);
}

/** A config file with the value as a whole. */
export function source(value: unknown, file = 'speedscale.yaml'): ConfigSource {
  return {
    value,
    placeOf: (path) => ({ file, object: formatPath(path) }),
    placeOfKey: (path) => ({ file, object: `${formatPath(path)}:` }),
  };
}
