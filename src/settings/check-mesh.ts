import { checkExportTo } from './check-export-to';
import { checkHost, checkSidecarHosts } from './check-hosts';
import { checkIstioVersion, checkNamespace } from './check-names';
import { HostChanges, MeshSettings } from './mesh-settings';
import { PlaceOf } from './place';
import { DEFAULT_NAMESPACE, DEFAULT_ROOT_NAMESPACE, hostNaming } from './resolve-mesh';
import { finding } from '../message/catalogue';
import { Finding } from '../message/message';
import { nearest } from '../message/nearest';
import { calledByPods, DOCUMENTED_REGION, HostNaming, hostNames } from '../speedscale/hosts';

const REGION = /^[a-z]{2}(-[a-z]+)+-[0-9]$/;

/** What is wrong with the values of the settings about the mesh; the shape of the settings is checked before. */
export function checkMesh(settings: MeshSettings, placeOf: PlaceOf): readonly Finding[] {
  const { istio = {}, speedscale = {}, namespaces = [] } = settings;
  const own = speedscale.namespace ?? DEFAULT_NAMESPACE;
  const naming = hostNaming(settings);
  const { exportTo = [], exportToAlso = [] } = speedscale;
  const names = namespaces.map(({ name }) => name);
  return [
    ...checkIstioVersion(istio.version, placeOf(['istio', 'version'])),
    ...checkNamespace(istio.rootNamespace ?? DEFAULT_ROOT_NAMESPACE, placeOf(['istio', 'rootNamespace'])),
    ...checkNamespace(own, placeOf(['speedscale', 'namespace'])),
    ...checkNaming(naming, placeOf),
    ...checkHostChanges(speedscale.hosts ?? {}, hostNames(calledByPods, naming), placeOf),
    ...checkExportTo([...exportTo, ...exportToAlso], own, (index) => placeOf(index < exportTo.length
      ? ['speedscale', 'exportTo', index]
      : ['speedscale', 'exportToAlso', index - exportTo.length])),
    ...(exportTo.length === 1 && exportTo[0] === '~' ? [finding('export-to-nobody', {}, placeOf(['speedscale', 'exportTo', 0]))] : []),
    ...names.flatMap((name, index) => checkNamespace(name, placeOf(['namespaces', index, 'name']))),
    ...names.flatMap((namespace, index) => names.indexOf(namespace) === index ? []
      : [finding('namespace-listed-twice', { namespace }, placeOf(['namespaces', index, 'name']))]),
    ...namespaces.flatMap(({ egress = [] }, index) => checkSidecarHosts(egress, (item) => placeOf(['namespaces', index, 'egress', item]))),
  ];
}

/** What is wrong with the values that the names of Speedscale's hosts depend on. */
export function checkNaming({ region, appUrl }: HostNaming, placeOf: PlaceOf): readonly Finding[] {
  return [...checkRegion(region, placeOf), ...checkHost(appUrl, placeOf(['speedscale', 'appUrl']))];
}

function checkRegion(region: string, placeOf: PlaceOf): readonly Finding[] {
  const place = placeOf(['speedscale', 'region']);
  if (!REGION.test(region)) return [finding('region-not-a-name', { region }, place)];
  return region === DOCUMENTED_REGION ? [] : [finding('region-not-documented', { region, documented: DOCUMENTED_REGION }, place)];
}

function checkHostChanges({ add = [], remove = [] }: HostChanges, defaults: readonly string[], placeOf: PlaceOf): readonly Finding[] {
  const listed = [...defaults, ...add];
  return [
    ...add.flatMap((host, index) => {
      const place = placeOf(['speedscale', 'hosts', 'add', index]);
      return listed.indexOf(host) < defaults.length + index ? [finding('host-listed-twice', { host }, place)] : checkHost(host, place);
    }),
    ...remove.flatMap((host, index) => listed.includes(host) ? []
      : [finding('host-not-in-list', { host, nearest: nearest(host, listed) ?? '' }, placeOf(['speedscale', 'hosts', 'remove', index]))]),
    ...(listed.every((host) => remove.includes(host)) ? [finding('hosts-empty', {}, placeOf(['speedscale', 'hosts', 'remove']))] : []),
  ];
}
