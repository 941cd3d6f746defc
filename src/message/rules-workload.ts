import { define } from './message';

/** Messages of the rules about captured workloads. */
export const workloadRuleMessages = {
  'istio-annotation-misplaced': define({
    severity: 'warning',
    example: { name: 'sidecar.istio.io/inject', field: 'annotations', object: 'Deployment shop/web' },
    fact: ({ name, field, object }) => `"${name}" in the ${field} of ${object} does nothing: Istio reads it of pods`,
    fix: ({ field, object }) => `put it into the ${field} of the pod template of ${object}`,
  }),
  'annotation-misplaced': define({
    severity: 'warning',
    example: {
      name: 'sidecar.speedscale.com/inject',
      where: 'the pod template of Deployment shop/web',
      because: 'Speedscale\'s guides differ on where it belongs, and its TLS and Java pages put it on the workload itself',
      belongs: 'the metadata.annotations of Deployment shop/web itself',
      own: '',
    },
    fact: ({ name, where, because }) => `"${name}" is in ${where}: ${because}`,
    fix: ({ name, belongs, own }) => own === '' ? `move "${name}" to ${belongs}` : `remove it here, or make it equal to "${own}" in ${belongs}`,
  }),
  'annotation-replaced': define({
    severity: 'info',
    example: { name: 'replay.speedscale.com/snapshot-id' },
    fact: ({ name }) => `"${name}" is the old way to start a replay`,
    fix: () => 'start it by a TrafficReplay',
  }),
  'capture-not-in-manifests': define({
    severity: 'warning',
    example: { count: 3, workloads: 'Deployment shop/web and 2 more', annotation: 'sidecar.speedscale.com/inject' },
    fact: ({ count, workloads, annotation }) => `the settings capture ${workloads}, and the annotations for that, such as "${annotation}", are not in the manifests: ${count === 1 ? 'it is not captured' : 'they are not captured'} yet, and everything else is decided as if ${count === 1 ? 'it' : 'they'} were`,
    fix: () => '"cdk8s-speedscale adopt --write" adds them; what a context alone holds is annotated where its manifest is',
  }),
  'istio-cni-not-in-sight': define({
    severity: 'warning',
    example: { count: 3, workload: 'Deployment shop/web' },
    fact: ({ count, workload }) => `whether Istio runs with its CNI agent is not known, and ${count === 1 ? `${workload} is` : `${workload} and ${count - 1} more are`} captured by goproxy without "sidecar.speedscale.com/istio-cni"`,
    fix: () => 'state istio.cni in the settings, or give the output of "kubectl get daemonset istio-cni-node -A -o yaml" as context',
  }),
};
