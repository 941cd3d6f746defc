import { config } from './config';
import { EbpfCapture, EbpfOptions, GoproxyCapture, GoproxyOptions } from '../../src';
import { formatPath } from '../../src/kubernetes/value';
import { annotationText, optionItems, textItems } from '../../src/settings/annotation-items';
import { captureAnnotations, CaptureModes, checkCaptureOptions, checkSpeedscaleAnnotations } from '../../src/settings/check-capture-options';
import { resolveConfig } from '../../src/settings/resolve-config';
import { optionAnnotations, optionName, SpeedscaleAnnotation, speedscaleAnnotation } from '../../src/speedscale/annotations';
import { thrownIds } from '../message/ids';

/** Per option: values that it takes with the text they become, and values that it refuses with the message's id. */
interface OptionCase {
  readonly taken: readonly (readonly [unknown, string])[];
  readonly refused: readonly (readonly [unknown, string])[];
}

const boolean: OptionCase = {
  taken: [[true, 'true'], [false, 'false']],
  refused: [['true', 'capture-option-wrong-type'], [1, 'capture-option-wrong-type'], [null, 'capture-option-wrong-type']],
};
const port: OptionCase = {
  taken: [[1, '1'], [65535, '65535']],
  refused: [
    ['80', 'capture-option-wrong-type'], [0, 'annotation-not-a-port'], [65536, 'annotation-not-a-port'], [-1, 'annotation-not-a-port'],
    [80.5, 'annotation-not-a-port'], [NaN, 'annotation-not-a-port'],
  ],
};
const emptyList = [[], 'annotation-value-empty'] as const;
const ports: OptionCase = {
  taken: [[[80], '80'], [[80, 443], '80,443']],
  refused: [[80, 'capture-option-wrong-type'], [['80'], 'capture-option-wrong-type'], [[0], 'annotation-not-a-port'], [[80, 80], 'annotation-listed-twice'], emptyList],
};
const hosts: OptionCase = {
  taken: [[['db'], 'db'], [['kubernetes.default.svc', 'example.com'], 'kubernetes.default.svc,example.com']],
  refused: [
    ['db', 'capture-option-wrong-type'], [['*.example.com'], 'annotation-not-a-host'], [['10.0.0.1'], 'annotation-not-a-host'], [['a,b'], 'annotation-not-a-host'],
    [['a b'], 'annotation-not-a-host'], [[''], 'annotation-not-a-host'], [['db', 'db'], 'annotation-listed-twice'], emptyList,
  ],
};
const addresses: OptionCase = {
  taken: [[['10.0.0.1'], '10.0.0.1'], [['10.0.0.0/8', '255.255.255.255/32'], '10.0.0.0/8,255.255.255.255/32'], [['*'], '*']],
  refused: [
    [['10.0.0.256'], 'annotation-not-an-address'], [['10.0.0.0/33'], 'annotation-not-an-address'], [['10.0.0'], 'annotation-not-an-address'],
    [['::1'], 'annotation-not-an-address'], [['010.0.0.1'], 'annotation-not-an-address'], [['10.0.0.1,10.0.0.2'], 'annotation-not-an-address'],
    [['*', '10.0.0.1'], 'annotation-star-not-alone'], [['10.0.0.1', '10.0.0.1'], 'annotation-listed-twice'], emptyList,
  ],
};
const quantity: OptionCase = {
  taken: [['64Mi', '64Mi']],
  refused: [['1GB', 'annotation-not-a-quantity'], ['', 'annotation-not-a-quantity'], ['-1', 'annotation-not-a-quantity'], [1, 'capture-option-wrong-type']],
};
const secret: OptionCase = {
  taken: [['shop-tls', 'shop-tls'], ['shop.tls', 'shop.tls']],
  refused: [['Shop', 'annotation-not-a-secret-name'], ['shop/tls', 'annotation-not-a-secret-name'], ['', 'annotation-not-a-secret-name']],
};
const file: OptionCase = {
  taken: [['/etc/tls/tls.key', '/etc/tls/tls.key']],
  refused: [['tls.key', 'annotation-not-a-file'], ['', 'annotation-value-empty'], [1, 'capture-option-wrong-type']],
};
const text: OptionCase = {
  taken: [['-Dx=y', '-Dx=y']],
  refused: [['', 'annotation-value-empty'], ['  ', 'annotation-value-empty'], [true, 'capture-option-wrong-type']],
};
const variables: OptionCase = {
  taken: [[['HTTP_PROXY=http://localhost:4140'], 'HTTP_PROXY=http://localhost:4140'], [['A=1,2', 'B='], 'A=1,2\nB=']],
  refused: [
    [['HTTP_PROXY'], 'annotation-not-a-variable'], [['=x'], 'annotation-not-a-variable'], [['1A=x'], 'annotation-not-a-variable'], [['A B=x'], 'annotation-not-a-variable'],
    [['A=1\nB=2'], 'annotation-not-a-variable'], [['A=1', 'A=2'], 'annotation-listed-twice'], emptyList,
  ],
};

function casesOf({ type, separator, values = [] }: SpeedscaleAnnotation): OptionCase {
  switch (type) {
    case 'boolean': return boolean;
    case 'port': return separator === undefined ? port : ports;
    case 'host': return separator === undefined ? { taken: [['db.shop', 'db.shop'], ['10.0.0.1', '10.0.0.1']], refused: [['*', 'annotation-not-a-host'], ['', 'annotation-not-a-host']] } : hosts;
    case 'address': return addresses;
    case 'quantity': return quantity;
    case 'secret-name': return secret;
    case 'file': return file;
    case 'variable': return variables;
    case 'text': return text;
    case 'enum': return {
      taken: values.map(({ value }) => [value, value]),
      refused: [['none of these', 'annotation-value-unknown'], ['', 'annotation-value-unknown'], [1, 'capture-option-wrong-type']],
    };
  }
}

/** Options beside which an option is heeded. */
function company(annotation: SpeedscaleAnnotation, value: unknown): object {
  const conditions = [annotation.appliesWhen, annotation.needs, annotation.values?.find((each) => each.value === value)?.needs];
  return Object.assign({}, ...conditions.map((condition) => {
    const other = condition === undefined ? undefined : speedscaleAnnotation(condition.annotation)!;
    if (condition === undefined || other!.setBy !== 'option') return {};
    return { [optionName(other!)]: condition.isOneOf[0] === 'true' ? true : condition.isOneOf[0] };
  }));
}

const options = (['goproxy', 'ebpf'] as const).flatMap((mode) => optionAnnotations(mode).map((annotation) => [optionName(annotation), mode, annotation] as const));

/** The annotations as the public class writes them, or the ids that it throws. */
function byConstruct(mode: 'goproxy' | 'ebpf', given: object): readonly string[] {
  return thrownIds(() => {
    if (mode === 'goproxy') new GoproxyCapture(given as GoproxyOptions); else new EbpfCapture(given as EbpfOptions);
    throw new TypeError('taken');
  });
}

/** What the schema of the config file says first: the type of a value, and the values of an enum. */
const SHAPE = ['capture-option-wrong-type', 'annotation-value-unknown'];

/** The ids of the errors in a config file that captures so. */
function bySettings(modes: CaptureModes): readonly string[] {
  const { findings } = resolveConfig([config({ namespaces: [{ name: 'shop', capture: [modes] }] })]);
  return findings.filter(({ severity }) => severity === 'error').map(({ id }) => id);
}

describe.each(options)('%s of %s', (name, mode, annotation) => {
  test.each(casesOf(annotation).taken)('takes %j', (value, expected) => {
    const modes: CaptureModes = { [mode]: { ...company(annotation, value), [name]: value } };
    expect(checkCaptureOptions(modes)).toEqual([]);
    expect(captureAnnotations(modes)[annotation.name]).toBe(expected);
    expect(checkSpeedscaleAnnotations(captureAnnotations(modes))).toEqual([]);
    expect(bySettings(modes)).toEqual([]);
    expect(() => byConstruct(mode, modes[mode]!)).toThrow('taken');
  });

  test.each(casesOf(annotation).refused)('refuses %j, by construct and by settings, where it was written', (value, id) => {
    const modes: CaptureModes = { [mode]: { ...company(annotation, value), [name]: value } };
    const found = checkCaptureOptions(modes, (path) => ({ object: formatPath(path) })).filter(({ severity }) => severity === 'error');
    expect(found.map((each) => each.id)).toEqual([id]);
    expect(found[0].place.object).toMatch(new RegExp(`^${mode}\\.${name}(\\[\\d+\\])?$`));
    expect(byConstruct(mode, modes[mode]!)).toEqual([id]);
    // A schema takes no NaN for a number.
    const ofShape = SHAPE.includes(id) || Number.isNaN(value);
    expect(bySettings(modes)).toEqual(ofShape ? [expect.stringMatching(/^settings-/)] : [id]);
  });
});

test('an annotation\'s text is read back as the items that it was made of', () => {
  for (const [, , annotation] of options) {
    for (const [value, expected] of casesOf(annotation).taken) {
      const items = optionItems(annotation, value)!;
      expect(annotationText(annotation, items)).toBe(expected);
      expect(textItems(annotation, expected)).toEqual(items);
    }
  }
});

test.each<[string, CaptureModes, readonly string[]]>([
  ['an option that is not known', { goproxy: { tlsout: true } as never }, ['capture-option-unknown']],
  ['an option of the other mode', { ebpf: { tlsOut: true } as never }, ['capture-option-unknown']],
  ['a key of every object', { goproxy: { constructor: true } as never }, ['capture-option-unknown']],
  ['kubeApiSupport without tlsOut', { goproxy: { kubeApiSupport: true } }, ['annotation-needs-another']],
  ['kubeApiSupport against tlsOut', { goproxy: { kubeApiSupport: true, tlsOut: false } }, ['annotation-needs-another']],
  ['tcp without reverse', { goproxy: { proxyType: 'forward', proxyProtocol: 'tcp' } as never }, ['annotation-needs-another']],
  ['tcp:http without dual', { goproxy: { proxyType: 'reverse', proxyProtocol: 'tcp:http' } as never }, ['annotation-needs-another']],
  ['tcp:socks without dual', { goproxy: { proxyType: 'forward', proxyProtocol: 'tcp:socks' } as never }, ['annotation-needs-another']],
  ['a protocol for a transparent proxy', { goproxy: { proxyProtocol: 'socks' } as never }, ['annotation-would-be-ignored']],
  ['a port for a transparent proxy', { goproxy: { proxyPort: 8080 } }, ['annotation-would-be-ignored']],
  ['a host for a forward proxy', { goproxy: { proxyType: 'forward', proxyHost: 'db' } as never }, ['annotation-would-be-ignored']],
  ['an outbound port for a reverse proxy', { goproxy: { proxyType: 'reverse', proxyOutPort: 4150 } as never }, ['annotation-would-be-ignored']],
  ['ignored hosts for a dual proxy', { goproxy: { proxyType: 'dual', ignoreDstHosts: ['db'] } as never }, ['annotation-would-be-ignored']],
  ['JAVA_TOOL_OPTIONS without tlsOut', { goproxy: { tlsJavaToolOptions: true } }, ['annotation-would-be-ignored']],
  ['JAVA_TOOL_OPTIONS given twice', { goproxy: { tlsOut: true, tlsJavaToolOptions: true, tlsJavaToolOptionsValue: '-Dx=y' } }, ['annotation-overridden']],
  ['a path where a secret is named', { goproxy: { tlsInSecret: 'tls', tlsInPrivate: '/etc/tls.key' } }, ['annotation-not-a-file']],
  ['a request over its limit', { goproxy: { cpuLimit: '2', cpuRequest: '2500m' } }, ['annotation-request-over-limit']],
  ['a memory request over its limit', { goproxy: { memoryLimit: '1G', memoryRequest: '1Gi' } }, ['annotation-request-over-limit']],
  ['an ephemeral-storage request over its limit', { goproxy: { ephemeralStorageLimit: '200Mi', ephemeralStorageRequest: '1Gi' } }, ['annotation-request-over-limit']],
  ['both modes', { goproxy: {}, ebpf: {} }, ['capture-with-both-modes']],
  ['goproxy with the Java agent', { goproxy: {}, ebpf: { javaAgent: true } }, ['capture-with-both-modes']],
])('%s is said', (_, modes, ids) => {
  expect(checkCaptureOptions(modes).map(({ id }) => id)).toEqual(ids);
});

test.each<[string, CaptureModes]>([
  ['a file of a secret', { goproxy: { tlsInSecret: 'tls', tlsInPrivate: 'key', tlsInPublic: 'cert' } }],
  ['a request for ephemeral storage without a limit', { goproxy: { ephemeralStorageRequest: '100Mi' } }],
  ['a request at its limit', { goproxy: { cpuLimit: '2', cpuRequest: '2000m' } }],
  ['a default that is written out', { goproxy: { proxyPort: 80, kubeApiSupport: false } }],
  ['an option that is not given', { goproxy: { tlsOut: undefined } }],
])('%s is fine', (_, modes) => {
  expect(checkCaptureOptions(modes)).toEqual([]);
});

test('of many hosts each that comes twice is found', () => {
  const many = Array.from({ length: 2 ** 18 }, (_, index) => `h${index}.example.com`);
  expect(checkCaptureOptions({ goproxy: { ignoreDstHosts: [...many, many[7]] } }).map(({ id }) => id)).toEqual(['annotation-listed-twice']);
});

describe('annotations that a workload holds', () => {
  test.each<[string, Record<string, string>, readonly string[]]>([
    ['a name that Speedscale does not document', { 'sidecar.speedscale.com/tls_out': 'true' }, ['annotation-unknown']],
    ['a boolean that is none', { 'sidecar.speedscale.com/inject': 'yes' }, ['annotation-not-a-boolean']],
    ['an empty list', { 'sidecar.speedscale.com/ignore-dst-hosts': '' }, ['annotation-not-a-host']],
    ['a pair that the operator rejects', { 'sidecar.speedscale.com/inject': 'true', 'capture.speedscale.com/enabled': 'true' }, ['capture-with-both-modes']],
    ['the Java agent beside goproxy', { 'sidecar.speedscale.com/inject': 'true', 'capture.speedscale.com/java-agent': 'true' }, ['annotation-would-be-ignored', 'capture-with-both-modes']],
    ['a mode that is off beside the other', { 'sidecar.speedscale.com/inject': 'false', 'capture.speedscale.com/enabled': 'true', 'capture.speedscale.com/java-agent': 'true' }, []],
    ['an unknown name that hides no error', {
      'sidecar.speedscale.com/new': 'x', 'sidecar.speedscale.com/inject': 'true', 'capture.speedscale.com/enabled': 'true',
    }, ['annotation-unknown', 'capture-with-both-modes']],
    ['an unknown name of a domain without known ones', { 'cloud.speedscale.com/x': 'y' }, ['annotation-unknown']],
    ['a domain that only ends like Speedscale\'s', { 'notspeedscale.com/inject': 'x', 'speedscale.com.example/inject': 'x', 'speedscale.com': 'x' }, []],
    ['a capture that is ignored', { 'sidecar.speedscale.com/inject': 'true', 'operator.speedscale.com/ignore': 'true' }, ['capture-of-ignored-workload']],
    ['the agent\'s annotation without its capture', { 'capture.speedscale.com/java-agent': 'true' }, ['annotation-would-be-ignored']],
    ['annotations of others', { 'example.com/sidecar': 'x' }, []],
  ])('%s', (_, annotations, ids) => {
    expect(checkSpeedscaleAnnotations(annotations).map(({ id }) => id)).toEqual(ids);
  });
});
