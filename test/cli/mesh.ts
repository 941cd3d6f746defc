/** A mesh that lets only registered hosts out, as its installation states it. */
export const registryOnly = `apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: "outboundTrafficPolicy: { mode: REGISTRY_ONLY }" }
`;

/** A namespace whose pods get a sidecar of Istio's. */
export const injected = (name: string) => `---
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { istio-injection: enabled } }
`;
