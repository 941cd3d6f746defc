import { ServiceEntryInSight, serviceEntryInSight, SidecarInSight, sidecarInSight, Sight } from '../mesh/sight';

/** The ServiceEntries as they are written, those that Istio refuses among them. */
export function writtenServiceEntries({ serviceEntries, refused }: Sight): readonly ServiceEntryInSight[] {
  return [...serviceEntries, ...refused.filter(({ entry }) => entry.object.kind === 'ServiceEntry' && !entry.namespaceUnset).map(({ entry }) => serviceEntryInSight(entry))];
}

/** The Sidecars as they are written, those that Istio refuses among them. */
export function writtenSidecars({ sidecars, refused }: Sight): readonly SidecarInSight[] {
  return [...sidecars, ...refused.filter(({ entry }) => entry.object.kind === 'Sidecar' && !entry.namespaceUnset).map(({ entry }) => sidecarInSight(entry))];
}
