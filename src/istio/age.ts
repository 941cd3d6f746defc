/** What istiod orders by: the age of an object, then its name, then its namespace. */
export interface Aged {
  readonly name: string;
  readonly namespace: string;
  /** Seconds since 1970; `undefined` where the object does not tell. */
  readonly created: number | undefined;
  /** The same for all that came from one object. */
  readonly origin: object;
  /** Sets it apart from others of its object, where istiod holds these in no order. */
  readonly part?: object;
}

/** The oldest first. Objects without an age count as of one age, older than all others, so that names break the tie. */
export function compareAge(a: Aged, b: Aged): number {
  return (a.created ?? 0) - (b.created ?? 0) || compareText(a.name, b.name) || compareText(a.namespace, b.namespace);
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Kubernetes keeps whole seconds. */
export function parseCreated(timestamp: string | undefined): number | undefined {
  const parsed = timestamp === undefined ? NaN : Date.parse(timestamp);
  return Number.isNaN(parsed) ? undefined : Math.floor(parsed / 1000);
}

/** Whether the objects do not tell which of two comes first: an age is missing, or they are alike in all that istiod orders by. */
export function isTied(a: Aged, b: Aged): boolean {
  return a.origin !== b.origin && (a.created === undefined || b.created === undefined || compareAge(a, b) === 0);
}

/** The same, of parts of one object, too. */
export function isTiedInPart(a: Aged, b: Aged): boolean {
  return isTied(a, b) || (a.origin === b.origin && a.part !== undefined && a.part !== b.part && compareAge(a, b) === 0);
}
