import { StringMap } from './value';

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Whether Kubernetes takes the text as a namespace's name (an RFC 1123 label). */
export function isNamespaceName(text: string): boolean {
  return DNS_LABEL.test(text);
}

/** Whether Kubernetes takes the text as the name of a custom resource (an RFC 1123 subdomain). */
export function isObjectName(text: string): boolean {
  return text.length <= 253 && text.split('.').every((label) => DNS_LABEL.test(label));
}

/** The label that the API server gives to each namespace. */
export function namespaceNameLabel(namespace: string): StringMap {
  return { 'kubernetes.io/metadata.name': namespace };
}
