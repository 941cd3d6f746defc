import { checkCaptureOptions } from './check-capture-options';
import { checkNamespace, checkObjectName } from './check-names';
import { CaptureSettings, ConfigNamespace, ConfigSpec, IgnoredFinding, ManifestPath } from './config-file';
import { globProblem } from './glob';
import { PlaceOf, SettingsPath } from './place';
import { parseObjectTitle } from '../kubernetes/object';
import { formatPath } from '../kubernetes/value';
import { finding } from '../message/catalogue';
import { Finding, Place } from '../message/message';

/** What is wrong with the values of the settings about files; those about the mesh are checked by `checkMesh`. */
export function checkConfig(spec: ConfigSpec, placeOf: PlaceOf): readonly Finding[] {
  const { namespaces = [], ignore = [], manifests = [], context = [], exclude = [], output } = spec;
  return [
    ...namespaces.flatMap((namespace, index) => checkFilesOf(namespace, ['namespaces', index], placeOf)),
    ...ignore.flatMap((ignored, index) => checkIgnored(ignored, ['ignore', index], placeOf)),
    ...manifests.flatMap((path, index) => checkPath(path, ['manifests', index], placeOf)),
    ...context.flatMap((path, index) => checkPath(path, ['context', index], placeOf)),
    ...exclude.flatMap((glob, index) => checkGlob(glob, placeOf(['exclude', index]))),
    ...(output === undefined ? [] : checkFilled(output, ['output'], placeOf)),
  ];
}

function checkGlob(glob: string, place: Place): readonly Finding[] {
  const problem = globProblem(glob);
  return problem === undefined ? [] : [finding('glob-not-understood', { glob, problem }, place)];
}

function checkFilesOf({ name, virtualServices = [], capture = [] }: ConfigNamespace, path: SettingsPath, placeOf: PlaceOf): readonly Finding[] {
  const at = (index: number): SettingsPath => [...path, 'capture', index];
  return [
    ...virtualServices.flatMap((service, index) => checkObjectName(service, placeOf([...path, 'virtualServices', index]))),
    ...capture.flatMap((entry, index) => checkCapture(entry, at(index), placeOf)),
    ...capture.flatMap((entry, index) => capture.slice(0, index).flatMap((earlier, other) => {
      const both = sameOptions(earlier, entry) ? undefined : matchedByBoth(earlier, entry);
      const facts = { namespace: name, workload: both ?? '', other: formatPath(at(other)), entry: formatPath(at(index)) };
      return both === undefined ? [] : [finding('capture-entries-collide', facts, placeOf(at(index)))];
    })),
  ];
}

function checkCapture(entry: CaptureSettings, path: SettingsPath, placeOf: PlaceOf): readonly Finding[] {
  const { workloads, selector, goproxy, ebpf } = entry;
  const facts = { of: formatPath(path) };
  return [
    ...(goproxy === undefined && ebpf === undefined ? [finding('capture-without-mode', facts, placeOf(path))] : []),
    ...(workloads !== undefined && selector !== undefined ? [finding('capture-chosen-twice', facts, placeOf([...path, 'selector']))] : []),
    ...(workloads?.length === 0 ? [finding('capture-of-nothing', { of: facts.of, key: 'workloads' }, placeOf([...path, 'workloads']))] : []),
    ...(selector !== undefined && Object.keys(selector.labels).length === 0
      ? [finding('capture-of-nothing', { of: facts.of, key: 'selector' }, placeOf([...path, 'selector']))] : []),
    ...(workloads ?? []).flatMap(({ name }, index) => checkObjectName(name, placeOf([...path, 'workloads', index, 'name']))),
    ...checkCaptureOptions({ goproxy, ebpf }, (option) => placeOf([...path, ...option])),
  ];
}

/** A workload that two entries certainly match both, in words; which ones a selector matches, the manifests will show. */
function matchedByBoth(a: CaptureSettings, b: CaptureSettings): string | undefined {
  const [everyA, everyB] = [a, b].map(({ workloads, selector }) => workloads === undefined && selector === undefined);
  if (everyA && everyB) return 'every workload';
  if (everyA || everyB) return 'the workloads of the narrower one';
  const common = a.workloads?.find(({ kind, name }) => b.workloads?.some((other) => other.kind === kind && other.name === name));
  return common === undefined ? undefined : `${common.kind} "${common.name}"`;
}

function sameOptions(a: CaptureSettings, b: CaptureSettings): boolean {
  const options = ({ goproxy, ebpf }: CaptureSettings) => JSON.stringify([goproxy, ebpf].map((mode) => Object.entries(mode ?? {}).sort()));
  return (a.goproxy === undefined) === (b.goproxy === undefined) && options(a) === options(b);
}

function checkIgnored({ rule, object, reason }: IgnoredFinding, path: SettingsPath, placeOf: PlaceOf): readonly Finding[] {
  return [
    ...checkFilled(rule, [...path, 'rule'], placeOf),
    ...checkFilled(reason, [...path, 'reason'], placeOf),
    ...(object === undefined || parseObjectTitle(object) !== undefined ? [] : [finding('ignored-object-not-a-title', { object }, placeOf([...path, 'object']))]),
  ];
}

function checkPath({ path: file, namespace }: ManifestPath, path: SettingsPath, placeOf: PlaceOf): readonly Finding[] {
  return [
    ...checkFilled(file, [...path, 'path'], placeOf),
    ...(namespace === undefined ? [] : checkNamespace(namespace, placeOf([...path, 'namespace']))),
  ];
}

function checkFilled(text: string, path: SettingsPath, placeOf: PlaceOf): readonly Finding[] {
  return text.trim() === '' ? [finding('settings-value-empty', { of: formatPath(path) }, placeOf(path))] : [];
}
