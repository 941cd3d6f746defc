import { Rule } from './rule';
import { annotationMisplaced } from './rules/annotation-misplaced';
import { annotationReplaced } from './rules/annotation-replaced';
import { annotationValues } from './rules/annotation-values';
import { captureNotInManifests } from './rules/capture-not-in-manifests';
import { captureTarget } from './rules/capture-target';
import { capturedPod } from './rules/captured-pod';
import { contextMissing } from './rules/context-missing';
import { egressCallBlocked } from './rules/egress-call-blocked';
import { egressChanged } from './rules/egress-changed';
import { egressClusterMissing } from './rules/egress-cluster-missing';
import { egressHostEndsElsewhere } from './rules/egress-host-ends-elsewhere';
import { egressHostInRange } from './rules/egress-host-in-range';
import { egressHostNotExported } from './rules/egress-host-not-exported';
import { egressHostNotImported } from './rules/egress-host-not-imported';
import { egressHostNotRegistered } from './rules/egress-host-not-registered';
import { egressHostRerouted } from './rules/egress-host-rerouted';
import { egressHostShadowed } from './rules/egress-host-shadowed';
import { egressHostTlsOriginated } from './rules/egress-host-tls-originated';
import { egressNotEnforced } from './rules/egress-not-enforced';
import { egressUndecided } from './rules/egress-undecided';
import { exportTo } from './rules/export-to';
import { istioAnnotationMisplaced } from './rules/istio-annotation-misplaced';
import { istioCniNotInSight } from './rules/istio-cni-not-in-sight';
import { istioRefusesObject } from './rules/istio-refuses-object';
import { kustomizationListsObjectTwice } from './rules/kustomization-lists-object-twice';
import { meshFactsAgree } from './rules/mesh-facts';
import { namespaceNotDiscovered } from './rules/namespace-not-discovered';
import { namespaceUnset } from './rules/namespace-unset';
import { needsSubstitution } from './rules/needs-substitution';
import { nettapUnderStrictMtls } from './rules/nettap-under-strict-mtls';
import { networkPolicyNotDecided } from './rules/network-policy-not-decided';
import { nothingDecided } from './rules/nothing-decided';
import { objectDuplicated } from './rules/object-duplicated';
import { registryOnlyInAmbient } from './rules/registry-only-in-ambient';
import { serviceEntryHiddenFromOwnNamespace } from './rules/service-entry-hidden-from-own-namespace';
import { serviceEntryHosts } from './rules/service-entry-hosts';
import { serviceEntryHostsDrifted } from './rules/service-entry-hosts-drifted';
import { serviceEntryResolution } from './rules/service-entry-resolution';
import { serviceEntryTakesOverHost } from './rules/service-entry-takes-over-host';
import { serviceEntryTakesPort } from './rules/service-entry-takes-port';
import { serviceEntryTooManyHosts } from './rules/service-entry-too-many-hosts';
import { sidecarCopyOutdated } from './rules/sidecar-copy-outdated';
import { sidecarCutsApiServer } from './rules/sidecar-cuts-api-server';
import { sidecarCutsOwnNamespace } from './rules/sidecar-cuts-own-namespace';
import { sidecarCutsRootNamespace } from './rules/sidecar-cuts-root-namespace';
import { sidecarHosts } from './rules/sidecar-hosts';
import { sidecarInAmbient } from './rules/sidecar-in-ambient';
import { sidecarLeavesSpeedscaleOut } from './rules/sidecar-leaves-speedscale-out';
import { sidecarListenerLocksPort } from './rules/sidecar-listener-locks-port';
import { sidecarMadeByOperator } from './rules/sidecar-made-by-operator';
import { sidecarNotTheOnlyOne } from './rules/sidecar-not-the-only-one';
import { sidecarPolicyEmpty } from './rules/sidecar-policy-empty';
import { sidecarSelectorEmpty } from './rules/sidecar-selector-empty';
import { sidecarSelectorsOverlap } from './rules/sidecar-selectors-overlap';
import { speedscaleNotInSight } from './rules/speedscale-not-in-sight';
import { virtualServiceForMesh } from './rules/virtual-service-for-mesh';
import { virtualServiceHalfQualified } from './rules/virtual-service-half-qualified';
import { virtualServiceNotForReplay } from './rules/virtual-service-not-for-replay';
import { webhookUnderStrictMtls } from './rules/webhook-under-strict-mtls';

/** Every rule of the check, by what it is about. */
export const RULES: readonly Rule[] = [
  speedscaleNotInSight, meshFactsAgree, contextMissing, namespaceUnset, namespaceNotDiscovered, registryOnlyInAmbient, istioRefusesObject,
  needsSubstitution, objectDuplicated, kustomizationListsObjectTwice,
  serviceEntryHosts, serviceEntryTooManyHosts, serviceEntryResolution, exportTo, serviceEntryHiddenFromOwnNamespace,
  serviceEntryTakesPort, serviceEntryHostsDrifted, serviceEntryTakesOverHost,
  egressHostNotRegistered, egressHostNotExported, egressHostNotImported, egressHostShadowed, egressHostRerouted, egressHostEndsElsewhere,
  egressHostTlsOriginated, egressHostInRange, egressClusterMissing, egressCallBlocked,
  nothingDecided, egressUndecided, egressNotEnforced, egressChanged,
  sidecarHosts, sidecarNotTheOnlyOne, sidecarSelectorsOverlap, sidecarSelectorEmpty, sidecarPolicyEmpty, sidecarListenerLocksPort,
  sidecarCutsOwnNamespace, sidecarCutsRootNamespace, sidecarCutsApiServer,
  sidecarLeavesSpeedscaleOut, sidecarCopyOutdated, sidecarInAmbient, sidecarMadeByOperator,
  virtualServiceHalfQualified, virtualServiceForMesh, virtualServiceNotForReplay,
  annotationMisplaced, istioAnnotationMisplaced,
  annotationValues, annotationReplaced, captureNotInManifests, captureTarget, capturedPod, istioCniNotInSight,
  webhookUnderStrictMtls, nettapUnderStrictMtls, networkPolicyNotDecided,
];

/** The ids by which rules are chosen and findings ignored. */
export const RULE_IDS: readonly string[] = RULES.flatMap(({ ids }) => ids);
