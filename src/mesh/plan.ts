import { MeshInSight } from './in-sight';
import { planServiceEntries } from './plan-service-entries';
import { planSidecars } from './plan-sidecars';
import { ServiceEntryManifest, SidecarManifest } from '../istio/manifests';
import { Finding } from '../message/message';
import { networkingApiVersion } from '../settings/check-names';
import { EmittedKind } from '../settings/mesh-settings';
import { ResolvedMesh } from '../settings/resolve-mesh';

/** What is to be generated for a mesh, and what there is to say of it; an `error` among the findings refuses all of it. */
export interface MeshPlan {
  readonly serviceEntries: readonly ServiceEntryManifest[];
  readonly sidecars: readonly SidecarManifest[];
  readonly findings: readonly Finding[];
}

/** Decides what must exist, from the settings and from what is in sight of the mesh. */
export function planMesh(mesh: ResolvedMesh, inSight: MeshInSight): MeshPlan {
  const apiVersion = networkingApiVersion({ istioVersion: mesh.istio.version });
  const entries = mesh.emit.includes(EmittedKind.SERVICE_ENTRY) ? planServiceEntries(mesh, inSight, apiVersion) : { objects: [], findings: [] };
  const sidecars = mesh.emit.includes(EmittedKind.SIDECARS) ? planSidecars(mesh, inSight, apiVersion) : { objects: [], findings: [] };
  return { serviceEntries: entries.objects, sidecars: sidecars.objects, findings: [...entries.findings, ...sidecars.findings] };
}
