/** A suffix's power: binary ones of 1024, decimal ones of 1000. */
const SUFFIXES: Readonly<Record<string, number>> = {
  '': 1,
  'n': 1e-9,
  'u': 1e-6,
  'm': 1e-3,
  'k': 1e3,
  'M': 1e6,
  'G': 1e9,
  'T': 1e12,
  'P': 1e15,
  'E': 1e18,
  'Ki': 1024,
  'Mi': 1024 ** 2,
  'Gi': 1024 ** 3,
  'Ti': 1024 ** 4,
  'Pi': 1024 ** 5,
  'Ei': 1024 ** 6,
};

/**
 * What a resource quantity that is not negative amounts to; `undefined` for a text that Kubernetes does not take as one.
 * To be compared, not added up: it is a floating-point number.
 *
 * Source: kubernetes/apimachinery pkg/api/resource/quantity.go, the grammar at Quantity.
 */
export function quantity(text: string): number | undefined {
  const match = /^\+?(\d+(?:\.\d*)?|\.\d+)(?:([eE][+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/.exec(text);
  if (match === null) return undefined;
  const [, digits, exponent = '', suffix = ''] = match;
  return Number(`${digits}${exponent}`) * SUFFIXES[suffix];
}
