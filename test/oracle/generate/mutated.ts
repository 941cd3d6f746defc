import { Random } from './random';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { isMap } from '../../../src/kubernetes/value';

const KINDS = ['ServiceEntry', 'Sidecar', 'VirtualService', 'DestinationRule'];

/** What decides no call: the model neither types nor judges it, and docs/egress.md says so. */
const DECIDES_NOTHING = /"(?:outlierDetection|connectionPool|inboundConnectionPool|subjectAltNames|retries|timeout|fault|rewrite|regex|body)":/;

/** Longer ones hold lists that are too long, and little else. */
const LONGEST = 900;

const TEXTS = [
  '', '*', '.', '~', '/', './*', '*/*', '~/*', '*/', 'team/', '/a', 'a/b/c', './a.b', 'a', 'A', 'a_b', 'a b', '-a', 'a-', 'a.b', 'a..b', 'a.b.', '1', 'a.1', '*.a.b', '*-a.b', 'a*.b',
  'x'.repeat(63), 'x'.repeat(64), '1.2.3', '1.2.3.4', '10.0.0.0/8', '10.0.0.0/08', '1.2.3.4/33', '::1', '2001:db8::/32', '127.0.0.1:8080', 'localhost', 'unix:///a', 'unix://a', 'unix://@a',
  'mesh', 'TLS', 'http2', 'GRPC-WEB', 'UDP', 'QUIC', 'NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'ALLOW_ANY', 'IPTABLES', 'MUTUAL', 'SIMPLE', 'DISABLE', 'ISTIO_MUTUAL',
];
const NUMBERS = [0, 1, -1, 80, 443, 1.5, 65535, 65536, 2 ** 32];
const OF_OTHER_TYPES = [true, {}, [], 'a', 1];

/**
 * Objects of a few kinds with a mistake or two: a value taken out, doubled, of another sort, or as another object of the kind has it. Fields that
 * no CRD knows are not among them, nor is null: the API server takes both out before it judges an object, Istio's own checker does not.
 */
export class Mutations {
  private readonly sources: readonly KubernetesObject[];
  private readonly values = new Map<string, unknown[]>();

  constructor(objects: readonly KubernetesObject[]) {
    const short = (text: string) => text.length < LONGEST && !DECIDES_NOTHING.test(text);
    this.sources = objects.filter((object) => KINDS.includes(object.kind) && isMap(object.spec) && short(JSON.stringify(object.spec)));
    for (const { kind, spec } of this.sources) this.collect(kind, spec);
  }

  /** One object, of that name, in the namespace `team`. */
  object(random: Random, name: string): KubernetesObject {
    const { apiVersion, kind, spec } = random.pick(this.sources);
    let changed = spec;
    for (let count = random.between(1, 2); count > 0; count--) changed = this.map(random, kind, changed as Readonly<Record<string, unknown>>);
    return { apiVersion, kind, metadata: { name, namespace: 'team' }, spec: changed };
  }

  /** All that stands at a path, whichever item of a list that is in. */
  private collect(path: string, value: unknown): void {
    if (Array.isArray(value)) value.forEach((item) => this.collect(path, item));
    if (!isMap(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      this.values.set(`${path}.${key}`, [...this.values.get(`${path}.${key}`) ?? [], inner]);
      this.collect(`${path}.${key}`, inner);
    }
  }

  private map(random: Random, path: string, value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const keys = Object.keys(value);
    if (keys.length === 0) return value;
    const key = random.pick(keys);
    const { [key]: chosen, ...others } = value;
    return random.chance(0.15) ? others : { ...value, [key]: this.value(random, `${path}.${key}`, chosen) };
  }

  private value(random: Random, path: string, value: unknown): unknown {
    if (random.chance(0.1)) return random.pick(OF_OTHER_TYPES);
    if (random.chance(0.2)) return random.pick(this.values.get(path) ?? [value]);
    if (Array.isArray(value)) return this.list(random, path, value);
    if (isMap(value)) return this.map(random, path, value);
    return random.pick<unknown>(typeof value === 'number' ? NUMBERS : TEXTS);
  }

  private list(random: Random, path: string, value: readonly unknown[]): readonly unknown[] {
    if (value.length === 0 || random.chance(0.1)) return [];
    if (random.chance(0.1)) return [...value, ...value];
    const place = random.below(value.length);
    const changed = this.value(random, path, value[place]);
    return random.chance(0.2) ? [...value, changed] : value.map((item, index) => index === place ? changed : item);
  }
}
