import { CallAnswer } from './format';

/** Where a call ends, of all that Istio answers. */
export type End = Pick<CallAnswer, 'cluster' | 'clusterExists' | 'tlsMode' | 'clusters' | 'missing' | 'directResponse' | 'location' | 'round' | 'error'> & {
  readonly followed?: End;
};

export function endOf({ cluster, clusterExists, tlsMode, clusters, missing, directResponse, location, followed, round, error }: End): End {
  return { cluster, clusterExists, tlsMode, clusters, missing, directResponse, location, followed: followed && endOf(followed), round, error };
}

export function isSameEnd(one: End, other: End): boolean {
  return JSON.stringify(endOf(one)) === JSON.stringify(endOf(other));
}
