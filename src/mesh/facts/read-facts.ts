import { chartStatements, isChartValues, istiodStatements, istioOperatorStatements } from './installation';
import { meshConfigStatements } from './mesh-config';
import { ofRevision, stated, Statement, Statements } from './statement';
import { readYamlText } from './yaml-text';
import { operatorRevision } from '../../istio/istio-operator';
import { DEFAULT_REVISION, REVISION_LABEL } from '../../istio/revision';
import { Inventory, InventoryEntry, PlaceInObject } from '../../kubernetes/inventory';
import { objectTitle } from '../../kubernetes/object';
import { isUnfinishedText } from '../../kubernetes/unfinished';
import { formatPath, isMap, textAt, ValuePath } from '../../kubernetes/value';
import { isPatchFragment } from '../../kubernetes/workload';
import { finding } from '../../message/catalogue';

/** A YAML document that is no manifest, with the places of its values. */
export interface OtherDocument {
  readonly value: unknown;
  readonly placeOf: PlaceInObject;
}

/**
 * Everything that manifests say of the mesh: the MeshConfig and the injector's values as the cluster has them, IstioOperators,
 * values of the chart `istiod`, istiod's own Deployment, and the DaemonSet of the CNI agent.
 */
export function readFacts(inventory: Inventory, others: readonly OtherDocument[]): Statements {
  const texts = [
    ...textsOf(inventory, 'istio', ['data', 'mesh'], (config, place) => meshConfigStatements(config, true, place)),
    ...textsOf(inventory, 'istio-sidecar-injector', ['data', 'values'], chartStatements),
  ];
  return {
    statements: [
      ...texts.flatMap(({ statements }) => statements),
      ...inventory.byKind('IstioOperator.install.istio.io')
        .flatMap((entry) => ofRevision(operatorRevision(entry.object) ?? DEFAULT_REVISION, istioOperatorStatements(entry))),
      ...others.filter(({ value }) => isChartValues(value))
        .flatMap(({ value, placeOf }) => ofRevision(textAt(value, ['revision']) || DEFAULT_REVISION, chartStatements(value, placeOf))),
      ...inventory.byKind('Deployment.apps').flatMap((entry) => ofRevision(entry.object.metadata.labels?.[REVISION_LABEL] || DEFAULT_REVISION, istiodStatements(entry))),
      ...inventory.byKind('DaemonSet.apps').flatMap(cniStatements),
    ],
    findings: texts.flatMap(({ findings }) => findings),
  };
}

/**
 * What the ConfigMaps of a name say: `istio` is that of the revision `default`, `istio-1-30` that of another (istio/istio
 * pilot/pkg/bootstrap/mesh.go).
 */
function textsOf(inventory: Inventory, named: string, path: ValuePath, statementsOf: StatementsOf): readonly Statements[] {
  return inventory.byKind('ConfigMap').flatMap((entry): readonly Statements[] => {
    const { name = '', labels } = entry.object.metadata;
    const suffix = name === named ? '' : name.startsWith(`${named}-`) ? name.slice(named.length + 1) : undefined;
    // Istio has other ConfigMaps whose names begin alike; those of a revision are labelled by it.
    if (suffix === undefined || (suffix !== '' && labels?.[REVISION_LABEL] !== suffix && textAt(entry.object, path) === undefined)) return [];
    const { statements, findings } = fromText(entry, path, statementsOf);
    return [{ statements: ofRevision(suffix || DEFAULT_REVISION, statements), findings }];
  });
}

type StatementsOf = (value: unknown, placeOf: PlaceInObject) => readonly Statement[];

/** What a text of a ConfigMap says, by its own statements; each is placed where the text begins. */
function fromText(entry: InventoryEntry, path: ValuePath, statementsOf: StatementsOf): Statements {
  const text = textAt(entry.object, path);
  if (text === undefined) return { statements: [], findings: [] };
  const place = entry.placeOf(path);
  const read = readYamlText(text);
  if (isUnfinishedText(text)) {
    const findings = [finding('needs-substitution', { object: objectTitle(entry.object), path: formatPath(path), others: 0 }, place)];
    return { statements: 'value' in read && isMap(read.value) ? statementsOf(read.value, () => place) : [], findings };
  }
  if ('value' in read) return { statements: statementsOf(read.value, () => place), findings: [] };
  return { statements: [], findings: [finding('mesh-config-unreadable', { path: formatPath(path), problem: read.problem }, place)] };
}

/** The CNI agent's DaemonSet: a fragment that patches it says nothing, since it may be deleting it. */
function cniStatements({ object, place }: InventoryEntry): readonly Statement[] {
  return object.metadata.name === 'istio-cni-node' && !isPatchFragment(object) ? stated('cni', true, place) : [];
}
