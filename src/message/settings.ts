import { define } from './message';

/** The types of JSON Schema, as the reader of a YAML file knows them. */
const types: Readonly<Record<string, string>> = {
  string: 'text', number: 'a number', integer: 'a whole number', boolean: 'true or false', array: 'a list', object: 'a map', null: 'empty',
};

/** Messages about the config file. */
export const settingsMessages = {
  'settings-not-one-document': define({
    severity: 'error',
    example: { count: 2 },
    fact: ({ count }) => count === 0 ? 'the file holds no settings' : `the file holds ${count} documents, and settings are one`,
    fix: ({ count }) => count === 0 ? 'begin it with "apiVersion: cdk8s-speedscale/v1alpha1" and "kind: SpeedscaleOnIstio"' : 'put each into a file of its own, and name them all: "-c base.yaml -c prod.yaml"',
  }),
  'settings-are-a-template': define({
    severity: 'error',
    example: {},
    fact: () => 'the settings hold "{{", so they have to be rendered before they can be read',
    fix: () => 'render them first, or put the value into quotes where braces are meant',
  }),
  'settings-key-unknown': define({
    severity: 'error',
    example: { key: 'replays', of: 'namespaces[0]', nearest: 'replay', known: 'name, labels, replay' },
    fact: ({ key, of }) => `"${key}" is not a key of ${of}`,
    fix: ({ nearest, known }) => nearest === '' ? `the keys there are: ${known}` : `write "${nearest}"`,
  }),
  'settings-key-twice': define({
    severity: 'error',
    example: { key: 'namespaces' },
    fact: ({ key }) => `"${key}" is there a second time, and only one of the two would count`,
    fix: () => 'join the two',
  }),
  'settings-key-missing': define({
    severity: 'error',
    example: { key: 'name', of: 'namespaces[0]' },
    fact: ({ key, of }) => `${of} has no "${key}"`,
    fix: ({ key }) => `add "${key}"`,
  }),
  'settings-value-of-wrong-type': define({
    severity: 'error',
    example: { of: 'istio.version', value: '1.3', given: 'number', wanted: 'string' },
    fact: ({ of, value, given, wanted }) => `${of} is ${value === '' ? types[given] : `"${value}", ${types[given]}`}, and ${types[wanted]} is wanted`,
    fix: ({ given, wanted, value }) => given === 'null' ? 'give it a value, or take the key out'
      : wanted === 'string' && value !== '' ? 'put the value in quotes'
        : wanted === 'array' && value !== '' ? `write it as a list: ["${value}"]`
          : given === 'string' && wanted !== 'object' ? `write ${types[wanted]}, without quotes`
            : `write ${types[wanted]}`,
  }),
  'settings-value-not-known': define({
    severity: 'error',
    example: { of: 'namespaces[0].sidecar', value: 'atuo', nearest: 'auto', allowed: '"auto", "root", "never"' },
    fact: ({ of, value }) => `${of} is "${value}", which it cannot be`,
    fix: ({ nearest, allowed }) => nearest === '' ? `write one of ${allowed}` : `write "${nearest}"; it may be one of ${allowed}`,
  }),
  'settings-value-empty': define({
    severity: 'error',
    example: { of: 'ignore[0].reason' },
    fact: ({ of }) => `${of} is empty`,
    fix: ({ of }) => of.endsWith('reason') ? 'say why the finding may stay' : 'give it a value',
  }),
  'ignored-object-not-a-title': define({
    severity: 'error',
    example: { object: 'shop/default' },
    fact: ({ object }) => `"${object}" does not name an object`,
    fix: () => 'write it as findings do: kind, namespace and name, as in "Sidecar shop/default"',
  }),
  'capture-without-mode': define({
    severity: 'error',
    example: { of: 'namespaces[0].capture[0]' },
    fact: ({ of }) => `${of} says neither "goproxy" nor "ebpf", and neither is picked for you`,
    fix: () => 'add one of the two; {} leaves its options to the operator',
  }),
  'capture-chosen-twice': define({
    severity: 'error',
    example: { of: 'namespaces[0].capture[0]' },
    fact: ({ of }) => `${of} has both "workloads" and "selector"`,
    fix: () => 'keep one of the two, or make two entries',
  }),
  'capture-of-nothing': define({
    severity: 'error',
    example: { of: 'namespaces[0].capture[0]', key: 'workloads' },
    fact: ({ of, key }) => `"${key}" of ${of} is empty`,
    fix: ({ key }) => `name what is captured, or leave "${key}" out for every workload of the namespace`,
  }),
  'capture-entries-collide': define({
    severity: 'error',
    example: { namespace: 'shop', workload: 'Deployment "cart"', other: 'namespaces[0].capture[0]', entry: 'namespaces[0].capture[1]' },
    fact: ({ namespace, workload, other, entry }) => `${other} and ${entry} both match ${workload} in "${namespace}", and differ in what they say`,
    fix: () => 'let one entry match it: name the workloads of each',
  }),
};
