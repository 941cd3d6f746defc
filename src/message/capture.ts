import { define } from './message';

/** Messages about captured workloads. */
export const captureMessages = {
  'capture-target-without-object': define({
    severity: 'error',
    example: { target: 'app/shop' },
    fact: ({ target }) => `"${target}" is no ApiObject and has none as its default child, so it stands for no workload`,
    fix: () => 'give a workload: a cdk8s-plus construct, a generated one, or an ApiObject',
  }),
  'capture-kind-not-watched': define({
    severity: 'error',
    example: { object: 'CronJob shop/report', watched: 'Deployment, StatefulSet, DaemonSet, ReplicaSet, Rollout, Job' },
    fact: ({ object, watched }) => `${object} cannot be captured: Speedscale's operator reads capture annotations of ${watched}`,
    fix: () => 'capture a workload of one of these kinds; a CronJob\'s pods can be captured by the eBPF targets of the operator\'s chart',
  }),
  'capture-of-bare-pod': define({
    severity: 'error',
    example: { object: 'Pod shop/debug', watched: 'Deployment, StatefulSet, DaemonSet, ReplicaSet, Rollout, Job' },
    fact: ({ object, watched }) => `${object} cannot be captured: capture annotations belong on what makes the pod, and Speedscale's operator reads them of ${watched}`,
    fix: () => 'put the pod into a Deployment, and capture that',
  }),
  'capture-template-elsewhere': define({
    severity: 'error',
    example: { object: 'Rollout shop/web', reference: 'Deployment web' },
    fact: ({ object, reference }) => `${object} has no pod template: its workloadRef takes that of ${reference}`,
    fix: ({ reference }) => `leave the pod template's annotations out here, and set them on ${reference}`,
  }),
  'capture-contradicts-annotation': define({
    severity: 'error',
    example: { object: 'Deployment shop/web', name: 'sidecar.speedscale.com/tls-out', capture: 'true', annotation: 'false' },
    fact: ({ object, name, capture, annotation }) => `${object} has "${name}: ${annotation}", and the capture says "${capture}"`,
    fix: ({ name }) => `take "${name}" out of the workload's annotations, or give the capture the same value`,
  }),
  'capture-matches-nothing': define({
    severity: 'error',
    example: { entry: 'namespaces[0].capture[0].workloads[0]', wanted: 'Deployment "chekout"', namespace: 'shop', nearest: 'Deployment "checkout"' },
    fact: ({ entry, wanted, namespace }) => `${entry} captures nothing: ${wanted} that can be captured is not in sight in "${namespace}"`,
    fix: ({ nearest }) => nearest === '' ? 'write it as the manifest has it, or name the manifest that holds it' : `the nearest in sight is ${nearest}`,
  }),
  'istio-cni-contradicts-mesh': define({
    severity: 'error',
    example: { object: 'Deployment shop/web', value: 'false' },
    fact: ({ object, value }) => `Istio runs with its CNI agent, and ${object} has "sidecar.speedscale.com/istio-cni" as "${value}": goproxy needs "true" there`,
    fix: () => 'leave "istioCni" out, so that it follows the mesh, or set it to true',
  }),
  'istio-cni-missing': define({
    severity: 'error',
    example: { object: 'Deployment shop/web' },
    fact: ({ object }) => `Istio runs with its CNI agent, and ${object} is captured by goproxy without "sidecar.speedscale.com/istio-cni: true"`,
    fix: () => 'add the annotation; a capture made before the mesh is known needs "istioCni: true" to place it in a pod template',
  }),
  'istio-cni-unknown': define({
    severity: 'warning',
    example: { object: 'Deployment shop/web' },
    fact: ({ object }) => `whether Istio runs with its CNI agent is not known, so ${object} is captured by goproxy without "sidecar.speedscale.com/istio-cni"`,
    fix: () => 'state istio.cni in the settings of the mesh: goproxy must have the annotation where the agent is in use',
  }),
  'istio-cni-without-agent': define({
    severity: 'warning',
    example: { object: 'Deployment shop/web' },
    fact: ({ object }) => `${object} has "sidecar.speedscale.com/istio-cni: true", and Istio runs without its CNI agent`,
    fix: () => 'take the annotation out',
  }),
  'capture-init-containers-with-cni': define({
    severity: 'warning',
    example: { object: 'Deployment shop/web', containers: '"migrate"', exceptions: '' },
    fact: ({ object, containers }) => `with Istio's CNI agent traffic is redirected before istio-proxy runs, so network calls of ${containers} in ${object} fail unless istio-proxy is a native sidecar`,
    fix: ({ exceptions }) => `turn native sidecars on (sidecar.istio.io/nativeSidecar: "true" in the pod template)${exceptions === ''
      ? ', or exclude what these containers call from redirection' : `, unless ${exceptions} lets all pass that these containers call`}`,
  }),
  'capture-on-host-network': define({
    severity: 'warning',
    example: { object: 'DaemonSet shop/agent' },
    fact: ({ object }) => `${object} runs on the host network: Istio gives it no proxy, and the iptables rules of a transparent goproxy would be the node's`,
    fix: () => 'capture it by eBPF, or take it off the host network',
  }),
};
