import { define } from './message';

/** Messages about editing manifests. */
export const adoptMessages = {
  'object-outside-paths': define({
    severity: 'warning',
    example: { object: 'Sidecar shop/default', change: 'spec.egress[0].hosts gets "speedscale/*"' },
    fact: ({ object, change }) => `${object} would be changed (${change}), and stands in no file that is to be edited`,
    fix: () => 'name its file on the command line or under "manifests", or make the change where it is kept',
  }),
  'file-in-several-overlays': define({
    severity: 'error',
    example: {
      object: 'Deployment shop/checkout',
      overlays: '"overlays/dev", "overlays/prod"',
      change: 'metadata.annotations gets sidecar.speedscale.com/inject: "true"',
    },
    fact: ({ object, overlays }) => `${object} is part of the kustomize overlays ${overlays}: a change here would show in all of them`,
    fix: ({ change }) => `write the change as a patch into the kustomization of the one overlay that is meant: ${change}`,
  }),
  'change-made-by-kustomization': define({
    severity: 'info',
    example: { object: 'Deployment shop/checkout', change: 'metadata.annotations gets sidecar.speedscale.com/inject: "true"' },
    fact: ({ object, change }) => `a patch of a kustomization makes the change of ${object} already (${change}), so its manifest stays as it is`,
    fix: () => 'take it out of the patch to have it made in the manifest',
  }),
  'object-in-several-places': define({
    severity: 'error',
    example: { object: 'Deployment shop/checkout', others: 'overlays/prod/checkout.yaml:3:1' },
    fact: ({ object, others }) => `${object} is to be changed, and is defined again at ${others}: which of them a cluster gets is not in sight`,
    fix: () => 'name only the file or folder that is meant',
  }),
  'kustomization-undoes-change': define({
    severity: 'warning',
    example: { object: 'Deployment shop/checkout', others: 2, change: 'metadata.annotations gets sidecar.speedscale.com/inject: "true"' },
    fact: ({ object, others, change }) =>
      `what stands here is laid over ${object}${others === 0 ? '' : ` and ${others} more`}, and undoes a change of the manifest (${change})`,
    fix: () => 'make the change here too, or take what undoes it out',
  }),
  'kustomization-may-undo-change': define({
    severity: 'warning',
    example: { object: 'Deployment shop/checkout', others: 2, change: 'metadata.annotations gets sidecar.speedscale.com/inject: "true"' },
    fact: ({ object, others, change }) =>
      `if this patch applies to ${object}${others === 0 ? '' : ` or ${others} more`}, it undoes a change of the manifest (${change}): its target is an expression that is not decided here`,
    fix: () => 'name the kind and the name in the target of the patch, or make the change here too',
  }),
  'kustomization-sets-namespace': define({
    severity: 'warning',
    example: { first: 'Deployment shop/checkout', others: 2, namespace: 'shop-prod', taken: 'shop' },
    fact: ({ first, others, namespace, taken }) =>
      `${first}${others === 0 ? ' is' : ` and ${others} more are`} put into namespace "${namespace}" here, and changed as the settings say for "${taken}"`,
    fix: ({ namespace }) => `list "${namespace}" in the settings, and give it to the path, or to the manifests where they state another: "manifests: [{ path: deploy/, namespace: ${namespace} }]"`,
  }),
  'annotations-misplaced': define({
    severity: 'warning',
    example: { object: 'Deployment shop/checkout', names: '"sidecar.speedscale.com/inject"' },
    fact: ({ object, names }) => `${object} has ${names} in its pod template: Speedscale's guides differ on where they belong, and its TLS and Java pages put them on the workload itself`,
    fix: () => 'move them to metadata.annotations of the workload: "adopt --move-annotations" does that',
  }),
  'annotation-differs-in-template': define({
    severity: 'error',
    example: { object: 'Deployment shop/checkout', name: 'sidecar.speedscale.com/tls-out', own: 'true', template: 'false' },
    fact: ({ object, name, own, template }) => `"${name}" of ${object} is to be moved out of its pod template, where it is "${template}", and the workload's own is "${own}"`,
    fix: ({ name }) => `take "${name}" out of the pod template, or make the two equal`,
  }),
  'sidecar-left-to-synth': define({
    severity: 'info',
    example: { namespace: 'shop', sidecar: 'Sidecar istio-system/default', hosts: '"speedscale/*"' },
    fact: ({ namespace, sidecar, hosts }) => `${sidecar} is in effect for "${namespace}" and leaves ${hosts} out; it is the whole mesh's, so it stays as it is`,
    fix: ({ namespace }) => `"cdk8s-speedscale synth" writes a Sidecar for "${namespace}"; with "sidecar: root" adopt adds to this one instead`,
  }),
  'sidecar-selects-captured-workload': define({
    severity: 'warning',
    example: { sidecar: 'Sidecar shop/checkout', workloads: 'Deployment shop/checkout', hosts: '"speedscale/*"' },
    fact: ({ sidecar, workloads, hosts }) => `${sidecar} selects ${workloads} by its workloadSelector and leaves ${hosts} out; it was made for something, so it stays as it is`,
    fix: ({ hosts }) => `add ${hosts} to its egress hosts by hand`,
  }),
  'emitted-by-others': define({
    severity: 'info',
    example: { kinds: 'Sidecars' },
    fact: ({ kinds }) => `"emit" leaves the ${kinds} to another repository, so none is changed here`,
    fix: () => 'change them there, or take "emit" out',
  }),
  'service-entry-without-port': define({
    severity: 'error',
    example: { object: 'ServiceEntry speedscale/speedscale-external-svc-https', port: 443, hosts: 1 },
    fact: ({ object, port, hosts }) => `${object} has no port ${port}, and Speedscale calls its hosts on that: ${hosts} of them are registered nowhere`,
    fix: ({ port }) => `add the port (number ${port}, name https, protocol TLS) to spec.ports`,
  }),
  'service-entry-full': define({
    severity: 'error',
    example: { object: 'ServiceEntry speedscale/external', count: 260, most: 256 },
    fact: ({ object, count, most }) => `${object} would have ${count} hosts, and Istio takes ${most}`,
    fix: () => 'move Speedscale\'s hosts into an entry of their own: "cdk8s-speedscale synth" writes one',
  }),
  'service-entry-leads-elsewhere': define({
    severity: 'error',
    example: { object: 'ServiceEntry speedscale/external', fields: '"endpoints"', count: 9 },
    fact: ({ object, fields, count }) => `${object} has ${fields} in its spec, and that would hold for ${count === 1 ? 'the host' : `the ${count} hosts`} to be added too`,
    fix: () => 'move Speedscale\'s hosts into an entry of their own: "cdk8s-speedscale synth" writes one',
  }),
  'service-entry-export-stands-alone': define({
    severity: 'warning',
    example: { object: 'ServiceEntry speedscale/external', stated: '., shop', wanted: '*', alone: '*' },
    fact: ({ object, stated, wanted, alone }) => `${object} is exported to "${stated}", and the settings say "${wanted}": "${alone}" stands alone, so nothing is added`,
    fix: ({ wanted }) => `write its exportTo by hand: ${wanted}`,
  }),
  'virtual-service-not-found': define({
    severity: 'error',
    example: { namespace: 'shop', name: 'wbe', nearest: 'web' },
    fact: ({ namespace, name }) => `no VirtualService "${name}" is in sight in "${namespace}"`,
    fix: ({ nearest }) => nearest === '' ? 'name one that the manifests hold, or give its file' : `the nearest name there is "${nearest}"`,
  }),
  'workloads-without-namespace': define({
    severity: 'info',
    example: { count: 3, first: 'Deployment checkout' },
    fact: ({ count, first }) => count === 1 ? `${first} names no namespace, and neither does its path: it belongs to none that the settings list`
      : `${count} workloads (${first} first) name no namespace, and neither does their path: they belong to none that the settings list`,
    fix: () => 'state it in the settings: "manifests: [{ path: deploy/, namespace: shop }]"',
  }),
  'write-beside-variables': define({
    severity: 'error',
    example: { object: 'ServiceEntry ${NS}/speedscale-hosts', path: 'metadata.namespace' },
    fact: ({ object, path }) => `${path} of ${object} is filled in later, and the object takes part in Speedscale's calls: what they still need is not known`,
    fix: () => 'run the command on the rendering, or leave the object out of what it reads',
  }),
  'templates-not-edited': define({
    severity: 'info',
    example: { count: 3 },
    fact: ({ count }) => count === 1 ? 'the document here is a template of Helm or Jinja: what it holds is not known before it is rendered, so nothing in it is changed'
      : `${count} documents (here the first) are templates of Helm or Jinja: what they hold is not known before they are rendered, so nothing in them is changed`,
    fix: () => 'write the annotations into the chart by hand, through its values where it takes them',
  }),
  'workload-not-in-settings': define({
    severity: 'info',
    example: { object: 'Deployment cart/cart', names: '"sidecar.speedscale.com/inject"' },
    fact: ({ object, names }) => `${object} has ${names}, and the settings do not list its namespace`,
    fix: () => 'list the namespace in the settings to have them taken out',
  }),
  'annotations-left-in-fragment': define({
    severity: 'info',
    example: { object: 'Deployment checkout', names: '"sidecar.speedscale.com/inject"' },
    fact: ({ object, names }) => `${object} is a fragment that patches a workload, and has ${names}`,
    fix: () => 'take them out by hand where they were put by hand',
  }),
  'host-not-taken-out': define({
    severity: 'warning',
    example: { object: 'Sidecar shop/default', host: 'speedscale/*', path: 'spec.egress[0].hosts' },
    fact: ({ object, host, path }) => `"${host}" is all that ${path} of ${object} holds, and without it the meaning would be another`,
    fix: () => 'write what is meant instead by hand, or delete the object',
  }),
  'api-server-stays-let-in': define({
    severity: 'info',
    example: { object: 'Sidecar shop/default', host: 'default/kubernetes.default.svc.cluster.local' },
    fact: ({ object, host }) => `${object} keeps "${host}": adopt adds it where replays run, and pods of the namespace may have needed it before`,
    fix: () => 'take it out by hand if none of them calls the API server',
  }),
  'sidecar-keeps-host': define({
    severity: 'info',
    example: { object: 'Sidecar cart/default', host: 'speedscale/*' },
    fact: ({ object, host }) => `${object} lists "${host}", and is none that adopt edits: those without a workloadSelector, of namespaces that the settings list`,
    fix: () => 'take it out by hand where nothing needs it any more, or list the namespace in the settings',
  }),
  'sidecar-written-by-synth': define({
    severity: 'info',
    example: { object: 'Sidecar shop/default' },
    fact: ({ object }) => `${object} was written by synth, and holds what the root namespace's Sidecar allows and Speedscale's beside`,
    fix: () => 'delete it: the root namespace\'s is in effect again then',
  }),
  'export-to-stays': define({
    severity: 'info',
    example: { object: 'ServiceEntry speedscale/external', namespaces: '"shop", "cart"' },
    fact: ({ object, namespaces }) => `${object} stays exported to ${namespaces}: adopt adds the namespaces that call Speedscale, and they may have been there before`,
    fix: () => 'take those out by hand that call none of its other hosts',
  }),
  'service-entry-not-emptied': define({
    severity: 'warning',
    example: { object: 'ServiceEntry speedscale/speedscale-external-svc-https' },
    fact: ({ object }) => `${object} holds no other hosts than Speedscale's, and Istio takes none without hosts`,
    fix: () => 'delete it, once no Sidecar and no workload needs it any more',
  }),
  'virtual-service-left-as-is': define({
    severity: 'info',
    example: { object: 'VirtualService shop/web' },
    fact: ({ object }) => `whether adopt added the in-mesh host and "mesh" to ${object}, or somebody had them there before, cannot be seen`,
    fix: () => 'take them out by hand if no caller in the mesh uses them',
  }),
  'adopt-without-paths': define({
    severity: 'error',
    example: {},
    fact: () => 'nothing is named that could be edited',
    fix: () => 'name files or folders, or list them in the settings under "manifests"',
  }),
  'adopt-of-standard-input': define({
    severity: 'error',
    example: {},
    fact: () => '"-" is standard input, and adopt edits files',
    fix: () => 'name files or folders',
  }),
  'file-changed-meanwhile': define({
    severity: 'error',
    example: { path: 'deploy/shop.yaml' },
    fact: ({ path }) => `"${path}" was changed by somebody else after it was read`,
    fix: () => 'run the command again',
  }),
};
