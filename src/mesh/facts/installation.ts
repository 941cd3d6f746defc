import { meshConfigStatements } from './mesh-config';
import { stated, Statement } from './statement';
import { OPERATOR_FIELDS, operatorField } from '../../istio/istio-operator';
import { parseRelease } from '../../istio/release';
import { InventoryEntry, PlaceInObject } from '../../kubernetes/inventory';
import { isMap, textAt, valueAt, ValuePath } from '../../kubernetes/value';
import { podTemplate, wayToContainers } from '../../kubernetes/workload';

/** What an IstioOperator says: istioctl's installation file. */
export function istioOperatorStatements({ object, placeOf }: InventoryEntry): readonly Statement[] {
  const at = (path: ValuePath): PlaceInObject => (rest) => placeOf([...path, ...rest]);
  const { meshConfig, values, cni, tag } = OPERATOR_FIELDS;
  return [
    ...meshConfigStatements(operatorField(object, 'meshConfig'), false, at(meshConfig)),
    ...chartStatements(operatorField(object, 'values'), at(values)),
    ...stated('cni', booleanAt(object, cni), placeOf(cni)),
    ...stated('version', releaseOf(operatorField(object, 'tag')), placeOf(tag)),
  ];
}

/** What is redirected to the proxies of pods that do not say. */
const LISTS = ['includeIPRanges', 'excludeIPRanges', 'includeOutboundPorts', 'excludeOutboundPorts'] as const;
const ofProxy = (fact: typeof LISTS[number]): ValuePath => ['global', 'proxy', fact];
const TEMPLATES: ValuePath = ['sidecarInjectorWebhook', 'defaultTemplates'];

/** What values of the chart `istiod` say; an IstioOperator and the injector's ConfigMap hold the same. */
export function chartStatements(values: unknown, placeOf: PlaceInObject): readonly Statement[] {
  return [
    ...meshConfigStatements(valueAt(values, ['meshConfig']), false, (path) => placeOf(['meshConfig', ...path])),
    ...stated('cni', booleanAt(values, ['pilot', 'cni', 'enabled']), placeOf(['pilot', 'cni', 'enabled'])),
    ...LISTS.flatMap((fact) => stated(fact, listText(valueAt(values, ofProxy(fact))), placeOf(ofProxy(fact)))),
    ...stated('defaultTemplates', textsAt(values, TEMPLATES), placeOf(TEMPLATES)),
    ...stated('rootNamespace', filled(textAt(values, ['global', 'istioNamespace'])), placeOf(['global', 'istioNamespace'])),
    ...stated('version', releaseOf(valueAt(values, ['global', 'tag'])), placeOf(['global', 'tag'])),
  ];
}

/**
 * Whether a YAML document that is no manifest is a file of values for the chart `istiod`. Only keys that Istio alone uses count:
 * a file that merely has `global` may be any chart's.
 */
export function isChartValues(value: unknown): boolean {
  return isMap(value) && value.kind === undefined
    && (isMap(valueAt(value, ['meshConfig'])) || isMap(valueAt(value, ['pilot', 'cni'])) || isMap(valueAt(value, ['sidecarInjectorWebhook']))
      || textAt(value, ['global', 'istioNamespace']) !== undefined || LISTS.some((fact) => valueAt(value, ofProxy(fact)) !== undefined));
}

/** What istiod's Deployment says: its release, by the image that it runs, else by the label of its chart. */
export function istiodStatements({ object, placeOf }: InventoryEntry): readonly Statement[] {
  if (object.metadata.labels?.app !== 'istiod' && object.metadata.name !== 'istiod') return [];
  const containers = podTemplate(object)?.spec.containers;
  const index = Array.isArray(containers) ? containers.findIndex((container) => textAt(container, ['name']) === 'discovery') : -1;
  const image: ValuePath = [...wayToContainers(object) ?? [], index, 'image'];
  const label: ValuePath = ['metadata', 'labels', 'app.kubernetes.io/version'];
  const [tagged, labelled] = [releaseOf(textAt(object, image)?.split('@')[0].split(':').pop()), releaseOf(valueAt(object, label))];
  return stated('version', tagged ?? labelled, placeOf(tagged === undefined ? label : image));
}

/** The release of an image's tag such as `1.30.3` or `1.30.3-distroless`; `undefined` for a build that is no release. */
function releaseOf(tag: unknown): string | undefined {
  const release = typeof tag === 'string' ? /^v?(\d+\.\d+(?:\.\d+)?)(?:-distroless|-debug)?$/.exec(tag)?.[1] : undefined;
  return release !== undefined && parseRelease(release) !== undefined ? release : undefined;
}

function booleanAt(value: unknown, path: ValuePath): boolean | undefined {
  const found = valueAt(value, path);
  return typeof found === 'boolean' ? found : undefined;
}

/** A list in one text; a single port may be written as a number. */
function listText(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : undefined;
}

function textsAt(value: unknown, path: ValuePath): readonly string[] | undefined {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found.filter((item): item is string => typeof item === 'string') : undefined;
}

function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
