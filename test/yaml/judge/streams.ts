import { Random } from '../random';

/** Manifests in the styles that YAML has; the differential overwrites, cuts and doubles places of them. */
const MANIFESTS: readonly string[] = [
  `# The shop
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart # the team's
  labels: { app: cart, "app.kubernetes.io/part-of": 'shop' }
  annotations: {}
spec:
  replicas: 0777
  template:
    spec:
      containers:
      - name: app
        args: ["--port", '8080', [a, b], { c: -1 }]
        ports:
          - containerPort: 8080

          -
            name: http
`,
  `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: evil, namespace: shop}
spec: {hosts: [evil.example.org], addresses: [2001:db8::], ports: [{number: 443, name: https, protocol: TLS}],
  resolution: NONE, location: MESH_EXTERNAL}
`,
  `kind: Sidecar
spec:
  egress:
  - hosts: [ ./*, "*/*" ]
    port:
  -   hosts:
      - istio-system/*
      - - ~/*
        -
        - a: b
          "c d": 'e'
  - # nothing
  outboundTrafficPolicy: {mode: REGISTRY_ONLY}`,
  `apiVersion: v1
kind: ConfigMap
metadata: &meta
  name: text
  labels: {x: &x 1, y: *x}
  annotations:
    note: 'one
    two

      three'
    "double": "a\\
      b \\u0041\\x42
      c"
data:
  literal: |
    first
      second

  folded: >-
    a
    b

     c
  kept: |+2
     x

more: { <<: {a: 1, b: on}, <<: *meta, ? c : d, e }
plain: goes on
  here
  and here # note
`,
  '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x","labels":{"a":"b\\u00e9"}},\n "spec":{"n":[1, 2.5, true, null, "\\"" ]}}\n',
  `? kind
: Pod
? # c
  !!str apiVersion
: v1
? |-
  block
: - &a one
  - *a
  - !!int "0o17"
  - ! 12
  - !!binary aGVsbG8=
items:
- metadata: {name: a}
-
  kind: B
---
second: yes
...
dropped: 1
---
third: [~, null, 1_000, .5, 0x1F, 22:22, 2020-01-01, "", '', 1e3]
`,
  'a: b\r\nc:\r\n- d\r\n- "e\r\n  f"\r\n',
  'a:\n  b: {c: [d, e: f, {g}], h: }\n  i: [ ]\n  j: "k"\nl: - m\n',
];

/** Characters that mean something to YAML, and a few that do not. */
const TELLING: readonly string[] = [
  ...' \n:-#"\'[]{},&*!|>%@`?~.=<\\/aé0\t\r\u00a0\u2028\u2029\u0085\ufeff\u{1f600}', ': ', '\n  ', '\n- ', ' #', '---\n', '\n---\n', '...\n', '? ', '<<', '""', '[]', '{}', 'x: 1\n',
  '&a ', '*a', '!!str ', '!x ', '|\n', '>-\n', '|+\n', '\\u0041', '\\\n', ' : ', '::', '\n\n', '\n\t', '# c\n', '\n? ', '\n: ', ',\n', '"a\nb"', '\'a\n\nb\'', 'kind', '1', 'on', '\u0001', '- - ',
];

/** The stream of a seed: a manifest with up to four mistakes, or a short text of telling characters alone. */
export function streamOf(seed: number): string {
  const random = new Random(seed);
  if (random.once(4)) return Array.from({ length: random.below(14) }, () => random.once(3) ? random.pick(['a: b', 'key:', '- item', 'kind', 'x', '  ']) : random.pick(TELLING)).join('');
  return Array.from({ length: random.below(5) }).reduce<string>((text) => {
    const at = random.below(text.length + 1);
    const end = at + random.below(4);
    return text.slice(0, at) + (random.once(8) ? text.slice(at, end) : '') + (random.once(4) ? '' : random.pick(TELLING)) + text.slice(random.once(2) ? end : at);
  }, random.pick(MANIFESTS));
}
