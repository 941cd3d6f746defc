import { groupKind, KubernetesObject } from './object';

/** Kinds that belong to no namespace: those of Kubernetes itself, and of what commonly stands beside a mesh. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'ComponentStatus', 'Namespace', 'Node', 'PersistentVolume',
  'APIService.apiregistration.k8s.io',
  'CSIDriver.storage.k8s.io', 'CSINode.storage.k8s.io', 'StorageClass.storage.k8s.io', 'VolumeAttachment.storage.k8s.io',
  'CertificateSigningRequest.certificates.k8s.io', 'ClusterTrustBundle.certificates.k8s.io',
  'ClusterIssuer.cert-manager.io',
  'ClusterRole.rbac.authorization.k8s.io', 'ClusterRoleBinding.rbac.authorization.k8s.io',
  'CustomResourceDefinition.apiextensions.k8s.io',
  'FlowSchema.flowcontrol.apiserver.k8s.io', 'PriorityLevelConfiguration.flowcontrol.apiserver.k8s.io',
  'GatewayClass.gateway.networking.k8s.io', 'IngressClass.networking.k8s.io', 'IPAddress.networking.k8s.io', 'ServiceCIDR.networking.k8s.io',
  'MutatingWebhookConfiguration.admissionregistration.k8s.io', 'ValidatingWebhookConfiguration.admissionregistration.k8s.io',
  'ValidatingAdmissionPolicy.admissionregistration.k8s.io', 'ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io',
  'PodSecurityPolicy.policy', 'PriorityClass.scheduling.k8s.io', 'RuntimeClass.node.k8s.io',
]);

/** Whether the kind is known to belong to no namespace. A custom kind that is not known counts as one that does. */
export function isClusterScoped(object: Pick<KubernetesObject, 'apiVersion' | 'kind'>): boolean {
  return CLUSTER_SCOPED.has(groupKind(object));
}
