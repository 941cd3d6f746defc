import { apiVersionFor, NEWEST_RELEASE, parseRelease, SERVED_API_VERSIONS } from '../istio/release';
import { isNamespaceName, isObjectName } from '../kubernetes/names';
import { finding } from '../message/catalogue';
import { Finding, Place } from '../message/message';

/** What is wrong with a namespace's name. */
export function checkNamespace(namespace: string, place: Place = {}): readonly Finding[] {
  if (namespace === '') return [finding('namespace-not-given', {}, place)];
  return isNamespaceName(namespace) ? [] : [finding('namespace-not-a-name', { namespace }, place)];
}

/** What is wrong with an object's name. */
export function checkObjectName(name: string, place: Place = {}): readonly Finding[] {
  return isObjectName(name) ? [] : [finding('object-name-not-a-name', { name }, place)];
}

/** What is wrong with a stated release of Istio. */
export function checkIstioVersion(version: string | undefined, place: Place = {}): readonly Finding[] {
  return version === undefined || parseRelease(version) !== undefined ? [] : [finding('istio-version-not-a-release', { version }, place)];
}

/** What is wrong with a stated API version. */
export function checkApiVersion(apiVersion: string | undefined, place: Place = {}): readonly Finding[] {
  if (apiVersion === undefined || SERVED_API_VERSIONS.includes(apiVersion)) return [];
  return [finding('api-version-not-served', { apiVersion, served: SERVED_API_VERSIONS.join(', ') }, place)];
}

/** The API version of Istio's networking objects: the one stated, else by the release. */
export function networkingApiVersion(stated: { readonly apiVersion?: string; readonly istioVersion?: string }): string {
  return stated.apiVersion ?? apiVersionFor(parseRelease(stated.istioVersion ?? NEWEST_RELEASE) ?? parseRelease(NEWEST_RELEASE)!);
}
