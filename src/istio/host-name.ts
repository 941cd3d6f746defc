/** An RFC 1123 label; Istio lets upper case pass here (pkg/config/labels/instance.go, dns1123LabelFmt). */
const LABEL = /^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$/;
/** The first label of a wildcard name: `*`, or `*` before the end of a label. */
const WILDCARD_LABEL = /^\*(|-?[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?)$/;
const LONGEST_NAME = 255;
const LONGEST_LABEL = 63;

/**
 * Why Istio's validation refuses the host of a ServiceEntry, as a clause; `undefined` where it takes it. `*` alone passes
 * here: whether it may stand depends on the kind.
 *
 * Source: istio/istio pkg/config/validation/agent/validation.go, ValidateWildcardDomain, release 1.30.3.
 */
export function hostProblem(host: string): string | undefined {
  if (host === '') return 'it is empty';
  if (host.length > LONGEST_NAME) return `it has ${host.length} characters, and ${LONGEST_NAME} is the limit`;
  const [first, ...others] = host.split('.');
  const problemOfFirst = WILDCARD_LABEL.test(first) ? lengthProblem(first) : labelProblem(first);
  if (problemOfFirst !== undefined) return problemOfFirst;
  // The first label is not asked, and a final dot hides the last.
  if (/^[0-9]+$/.test(others.at(-1) ?? '')) return 'its last label is a number, as in an IP address';
  return (others.at(-1) === '' ? others.slice(0, -1) : others).map(labelProblem).find((found) => found !== undefined);
}

/** Whether Istio takes the text for a label of a name, wherever it asks for one (pkg/config/labels/instance.go, IsDNS1123Label). */
export function isLabel(text: string): boolean {
  return labelProblem(text) === undefined;
}

function lengthProblem(label: string): string | undefined {
  return label.length > LONGEST_LABEL ? `label "${label}" is longer than ${LONGEST_LABEL} characters` : undefined;
}

function labelProblem(label: string): string | undefined {
  if (label === '') return 'it has an empty label';
  if (label.includes('*')) return `"*" may stand only at its beginning, and label "${label}" has one`;
  return lengthProblem(label) ?? (LABEL.test(label) ? undefined : `label "${label}" is not made of letters and digits, with "-" only between them`);
}

/** Whether the wildcard is only part of the first label, as in `*-eu.example.com`. */
export function isPartialWildcard(host: string): boolean {
  return host.startsWith('*') && host !== '*' && !host.startsWith('*.');
}

/**
 * Why Istio's validation refuses a host of a Sidecar's egress, as a clause; `undefined` where it takes it.
 *
 * Source: istio/istio pkg/config/validation/agent/validation.go, ValidateNamespaceSlashWildcardHostname, release 1.30.3.
 */
export function sidecarHostProblem(host: string): string | undefined {
  const parts = host.split('/');
  if (parts.length !== 2) return parts.length < 2 ? 'it has no "/"' : 'it has more than one "/"';
  const [namespace, name] = parts;
  if (!['*', '.', '~'].includes(namespace) && !isLabel(namespace)) return `its namespace: ${labelProblem(namespace)}`;
  if (name === '*') return undefined;
  if (!name.includes('.')) return `"${name}" is a short name`;
  return hostProblem(name) ?? (isPartialWildcard(name) ? `the wildcard of "${name}" is only part of a label` : undefined);
}
