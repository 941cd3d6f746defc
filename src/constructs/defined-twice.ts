import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { chartOf, deployedWith } from './meshes-in-app';
import { unrendered } from './render';
import { FoundAt } from './warnings';
import { groupKind, KubernetesObject, objectTitle } from '../kubernetes/object';
import { finding } from '../message/catalogue';
import { Finding } from '../message/message';

/** The objects that constructs of this package made. */
const ours = new WeakSet<ApiObject>();

/** Makes an object known as one of this package's, which must not be defined twice. */
export function addOurs(object: ApiObject): void {
  ours.add(object);
}

/** An error where the chart of a construct holds an object already that the construct is about to make: a chart is deployed as one. */
export function definedInChart(construct: IConstruct, object: KubernetesObject): readonly Finding[] {
  const chart = Chart.of(construct);
  const namespace = object.metadata.namespace ?? chart.namespace;
  const wanted = identity({ ...object, metadata: { ...object.metadata, namespace } });
  const other = chart.node.findAll().filter(ApiObject.isApiObject).find((each) => chartOf(each) === chart && identity(unrendered(each)) === wanted);
  return other === undefined ? [] : [twice(object, other)];
}

/**
 * An error for each object of this package that is defined twice where both are deployed. Whether two charts are, is known only
 * when the tree is whole: charts may be of several clusters.
 */
export function definedTwice(root: IConstruct): readonly FoundAt[] {
  const first = new Map<string, ApiObject>();
  return root.node.findAll().filter(ApiObject.isApiObject).flatMap((object) => {
    const keys = [chartOf(object), ...deployedWith(object)].map(({ node }) => `${identity(unrendered(object))} ${node.path}`);
    const other = keys.map((key) => first.get(key)).find((each) => each !== undefined && (ours.has(each) || ours.has(object)));
    keys.filter((key) => !first.has(key)).forEach((key) => first.set(key, object));
    return other === undefined ? [] : [{ construct: object, finding: twice(unrendered(object), other) }];
  });
}

/** The cluster would keep one of two objects with one name, and which one depends on the order of the files. */
function twice(object: KubernetesObject, other: ApiObject): Finding {
  return finding('object-defined-twice', { object: objectTitle(object), other: other.node.path });
}

function identity(object: KubernetesObject): string {
  return `${groupKind(object)} ${objectTitle(object)}`;
}
