import { checkConfig } from './check-config';
import { checkMesh } from './check-mesh';
import { checkShape } from './check-shape';
import { ConfigSpec } from './config-file';
import { ConfigSource, mergeConfigs } from './merge-configs';
import { PlaceOf } from './place';
import { KnownIstio, ResolvedMesh, resolveMesh } from './resolve-mesh';
import { Finding } from '../message/message';

/** The settings of the config files, laid over each other and checked; an `error` among the findings means that they cannot be used. */
export interface ResolvedConfig {
  readonly spec: ConfigSpec;
  /** Where a value of `spec` was written, and in which of the files. Paths of files are meant from that file's folder. */
  readonly placeOf: PlaceOf;
  readonly findings: readonly Finding[];
}

/** Merges config files and finds everything that is wrong with the result, all at once. */
export function resolveConfig(sources: readonly [ConfigSource, ...ConfigSource[]]): ResolvedConfig {
  const merged = mergeConfigs(sources);
  const { spec, findings } = checkShape(merged);
  const placeOf: PlaceOf = (path) => merged.placeOf(['spec', ...path]);
  return { spec, placeOf, findings: [...findings, ...checkMesh(spec, placeOf), ...checkConfig(spec, placeOf)] };
}

/** The mesh of the config, with what the manifests show of it. Pods of a namespace call Speedscale by goproxy or in a replay. */
export function meshOf({ spec }: ResolvedConfig, known: KnownIstio = {}): ResolvedMesh {
  return resolveMesh(spec, known, (index) => (spec.namespaces?.[index].capture ?? []).some(({ goproxy }) => goproxy !== undefined));
}
