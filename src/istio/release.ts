/** A release of Istio; the patch counts where a behaviour changed in one. */
export interface Release {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** The newest release whose egress is modelled, and the one that is assumed where nothing says otherwise. */
export const NEWEST_RELEASE = '1.31';

/** Every API version of networking.istio.io that some release serves, the newest first. */
export const SERVED_API_VERSIONS: readonly string[] = ['networking.istio.io/v1', 'networking.istio.io/v1beta1', 'networking.istio.io/v1alpha3'];

/** Reads `1.30` or `1.30.3`; without a patch the last of the minor is meant. `undefined` for anything else. */
export function parseRelease(text: string): Release | undefined {
  const match = /^(\d+)\.(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return undefined;
  const [, major, minor, patch] = match;
  return { major: Number(major), minor: Number(minor), patch: patch === undefined ? Infinity : Number(patch) };
}

/** Whether a release is the other or a later one. */
export function isAtLeast(release: Release, major: number, minor: number, patch = 0): boolean {
  const differences = [release.major - major, release.minor - minor, release.patch - patch];
  return (differences.find((difference) => difference !== 0) ?? 0) >= 0;
}

/** The API version to write for networking.istio.io: `v1` is served from 1.22 on (its CRDs, release by release). */
export function apiVersionFor(release: Release): string {
  return isAtLeast(release, 1, 22) ? 'networking.istio.io/v1' : 'networking.istio.io/v1beta1';
}
