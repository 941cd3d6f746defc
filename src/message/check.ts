import { define } from './message';

/** Messages about the check itself: the choice of rules, what is ignored, and the baseline. */
export const checkMessages = {
  'rule-unknown': define({
    severity: 'error',
    example: { rule: 'sidecar-cut-own-namespace', nearest: 'sidecar-cuts-own-namespace' },
    fact: ({ rule }) => `"${rule}" is not a rule of the check`,
    fix: ({ nearest }) => nearest === '' ? '"cdk8s-speedscale check --list-rules" lists the rules' : `write "${nearest}"`,
  }),
  'no-rule-left': define({
    severity: 'error',
    example: {},
    fact: () => '--rule and --skip-rule together leave no rule to check',
    fix: () => 'leave one of the two out',
  }),
  'rule-list-not-in-format': define({
    severity: 'error',
    example: { format: 'sarif' },
    fact: ({ format }) => `--list-rules does not print the format "${format}"`,
    fix: () => 'use --format text or --format json',
  }),
  'explained-id-unknown': define({
    severity: 'error',
    example: { word: 'document-not-ymal', nearest: 'document-not-yaml', call: 'cdk8s-speedscale explain document-not-ymal app.speedscale.com' },
    fact: ({ word }) => `"${word}" is not the id of a rule or of a message, and no host is named`,
    fix: ({ nearest, call }) => nearest !== '' ? `write "${nearest}"`
      : `"cdk8s-speedscale check --list-rules" lists the rules; to explain a call of a pod, name a host too, as in "${call}"`,
  }),
  'explained-call-without-host': define({
    severity: 'error',
    example: { pod: 'shop/web', call: 'cdk8s-speedscale explain shop/web app.speedscale.com' },
    fact: ({ pod }) => `"${pod}" names a pod, and no host is named`,
    fix: ({ call }) => `name the host too, as in "${call}"`,
  }),
  'ignored-rule-unknown': define({
    severity: 'error',
    example: { rule: 'sidecar-cut-own-namespace', nearest: 'sidecar-cuts-own-namespace' },
    fact: ({ rule }) => `ignore names the rule "${rule}", which does not exist`,
    fix: ({ nearest }) => nearest === '' ? 'remove the entry; "cdk8s-speedscale check --list-rules" lists the rules' : `write "${nearest}"`,
  }),
  'ignored-rule-always-counts': define({
    severity: 'error',
    example: { rule: 'nothing-decided' },
    fact: ({ rule }) => `ignore names "${rule}", which always counts: a check that proved nothing does not pass`,
    fix: () => 'remove the entry from ignore, and state what the finding names',
  }),
  'ignored-finding-absent': define({
    severity: 'warning',
    example: { rule: 'sidecar-policy-empty', object: 'Sidecar shop/default' },
    fact: ({ rule, object }) => `ignore names "${rule}"${object === '' ? '' : ` of ${object}`}, and there is no such finding`,
    fix: () => 'take the entry out of ignore',
  }),
  'check-of-nothing': define({
    severity: 'error',
    example: {},
    fact: () => 'neither paths nor settings with "manifests" say what is to be checked',
    fix: () => 'name files or folders, "-" for standard input, or settings with -c',
  }),
  'no-object-in-sight': define({
    severity: 'error',
    example: { files: 12 },
    fact: ({ files }) => `${files === 1 ? 'the file holds' : `the ${files} files hold`} no object that is checked: no workload, Service or Namespace, and nothing of Istio or Speedscale`,
    fix: () => 'name the folder with the manifests; what a tool renders is checked through a pipe, as "helm template . | cdk8s-speedscale check -"',
  }),
  'pod-not-in-sight': define({
    severity: 'error',
    example: { pod: 'shop/wbe', nearest: 'shop/web', unset: '' },
    fact: ({ pod, unset }) => `"${pod}" is no workload in sight${unset === '' ? '' : `: ${unset} names no namespace, and neither does its path`}`,
    fix: ({ nearest, unset }) => unset !== '' ? 'state it in the settings, as in "manifests: [{ path: deploy/, namespace: shop }]", and give them with -c' : nearest === '' ? 'give its manifest too, or name its namespace alone, and the labels of the pod with --labels' : `the nearest one is "${nearest}"`,
  }),
  'pod-not-one': define({
    severity: 'error',
    example: { pod: 'shop/web', workloads: 'Deployment shop/web, StatefulSet shop/web', namespace: 'shop' },
    fact: ({ pod, workloads }) => `"${pod}" does not say which pod is meant: ${workloads}`,
    fix: ({ namespace }) => `name the namespace alone, "${namespace}", and the labels of the pod with --labels`,
  }),
  'target-not-a-host': define({
    severity: 'error',
    example: { target: 'https://app.speedscale.com' },
    fact: ({ target }) => `"${target}" is neither a host nor host:port`,
    fix: () => 'write it as "app.speedscale.com" or "app.speedscale.com:443"',
  }),
  'address-not-an-ip': define({
    severity: 'error',
    example: { address: 'db.example.com' },
    fact: ({ address }) => `"${address}" is not an IP address`,
    fix: () => 'give --address one address, without a port or a prefix length, such as "203.0.113.10"',
  }),
  'labels-not-pairs': define({
    severity: 'error',
    example: { labels: 'app' },
    fact: ({ labels }) => `"${labels}" is not a list of labels`,
    fix: () => 'write them as "app=web,tier=front"',
  }),
  'baseline-unreadable': define({
    severity: 'error',
    example: { path: 'baseline.json', problem: 'it has no list "findings"' },
    fact: ({ path, problem }) => `"${path}" is not a baseline: ${problem}`,
    fix: () => 'make it by "cdk8s-speedscale check --format json > FILE"',
  }),
};
