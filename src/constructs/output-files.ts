import { posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ApiObject, App, Chart, Names, YamlOutputType } from 'cdk8s';
import { IConstruct } from 'constructs';
import { chartOf } from './meshes-in-app';
import { tryRender } from './render';
import { FoundAt } from './warnings';
import { valueAt } from '../kubernetes/value';
import { finding } from '../message/catalogue';

/** One writing of a file by `App.synth`, which replaces what is in it. */
interface Output {
  readonly file: string;
  /** What is written: an object, or a chart with its objects. */
  readonly construct: ApiObject | Chart;
  readonly objects: () => readonly unknown[];
}

/**
 * An error for each file that the app would write several times, so that an object is lost. Where each object has its file, cdk8s
 * names it by kind and name, without the namespace (cdk8s issues 2496 and 2821); a chart's file it names by the chart's path.
 */
export function sharedFiles(root: IConstruct): readonly FoundAt[] {
  return folders(root as App).flatMap((outputs) => [...byFile(outputs).values()].flatMap(lostIn));
}

/** The outputs of an app, those of each folder together: the cases of `App.synth`, the same from cdk8s 2.68.12 to 2.70.106. */
function folders(app: App): readonly (readonly Output[])[] {
  const charts = app.node.findAll().filter(Chart.isChart);
  switch (app.yamlOutputType) {
    case YamlOutputType.FILE_PER_CHART:
      // Numbers keep the files of charts apart that depend on one another.
      return numbersCharts(app) ? [] : [charts.map((chart) =>
        ({ file: `${Names.toDnsLabel(chart)}${app.outputFileExtension}`, construct: chart, objects: () => objectsOf(chart).map(tryRender) }))];
    case YamlOutputType.FILE_PER_RESOURCE:
      return [charts.filter(isRenderedByCdk8s).flatMap(objectsOf).map((object) => {
        const rendered = tryRender(object);
        return { file: fileOf(valueAt(rendered, ['kind']), valueAt(rendered, ['metadata', 'name']), app), construct: object, objects: () => [rendered] };
      })];
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE: {
      const outputs = charts.map((chart) => objectsOf(chart).map((object) => {
        const file = posix.join(Names.toDnsLabel(chart), fileOf(object.kind, object.metadata.name, app));
        return { file, construct: object, objects: () => [tryRender(object)] };
      }));
      return numbersCharts(app) ? outputs : [outputs.flat()];
    }
    default:
      // One file holds all, or the root is no app and writes none.
      return [];
  }
}

/** The file that an object gets for itself; one without a name gets it by the word "undefined". */
function fileOf(kind: unknown, name: unknown, { outputFileExtension }: App): string {
  return `${`${String(kind)}.${String(name)}`.replace(/[^0-9a-zA-Z\-_.]/g, '')}${outputFileExtension}`;
}

function byFile(outputs: readonly Output[]): ReadonlyMap<string, readonly Output[]> {
  const files = new Map<string, Output[]>();
  for (const output of outputs) files.set(output.file, [...files.get(output.file) ?? [], output]);
  return files;
}

/** What is written last is what stays, so nothing is lost where it holds the same as what was written before. */
function lostIn(outputs: readonly Output[]): readonly FoundAt[] {
  const [{ file, construct }] = outputs;
  if (outputs.length === 1) return [];
  const stays = outputs[outputs.length - 1].objects();
  if (outputs.every(({ objects }) => objects().every((object) => stays.some((other) => isDeepStrictEqual(object, other))))) return [];
  const constructs = outputs.map((output) => output.construct.node.path);
  return [{ construct, finding: finding('output-file-shared', { file, constructs, charts: Chart.isChart(construct) }) }];
}

/** Whether cdk8s numbers the charts: one is in another, or a construct depends on one of another chart. */
function numbersCharts(app: App): boolean {
  return app.node.findAll().some((construct) => (Chart.isChart(construct) && construct.node.children.some(Chart.isChart))
    || construct.node.dependencies.some((dependency) => chartOf(dependency) !== chartOf(construct)));
}

/** A chart may override `toJson`; what it renders then is known to nobody before. */
function isRenderedByCdk8s(chart: Chart): boolean {
  let renderings = 0;
  for (let at: object | null = chart; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    if (Object.hasOwn(at, 'toJson')) renderings += 1;
  }
  return renderings === 1;
}

function objectsOf(chart: Chart): readonly ApiObject[] {
  return chart.node.findAll().filter(ApiObject.isApiObject).filter((object) => chartOf(object) === chart);
}
