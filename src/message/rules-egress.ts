import { commandLine } from './command-line';
import { define } from './message';

/** Messages of the rules about what Istio lets Speedscale's pods call. `hosts` and `namespaces` are in words already, each in quotes. */
export const egressRuleMessages = {
  'egress-host-not-registered': define({
    severity: 'error',
    example: { callers: 'Speedscale\'s operator, forwarder and inspector', namespaces: '"speedscale"', hosts: '"app.speedscale.com" and 9 more', policy: 'the mesh' },
    fact: ({ callers, namespaces, hosts, policy }) => `${callers} in ${namespaces} cannot reach ${hosts}: no ServiceEntry registers it, and ${policy} lets only registered hosts out`,
    fix: () => 'register it: "cdk8s-speedscale synth" writes the ServiceEntry',
  }),
  'egress-host-not-exported': define({
    severity: 'error',
    example: { callers: 'a replay\'s generator, responder and collector', namespaces: '"shop"', allNamespaces: '"shop"', hosts: '"app.speedscale.com" and 9 more', entry: 'ServiceEntry speedscale/speedscale-external-svc-https', isService: false, isStated: true, seenBy: ['.'] },
    fact: ({ callers, namespaces, hosts, entry }) => `${callers} in ${namespaces} cannot reach ${hosts}: ${entry} registers it, and is not exported to ${namespaces}`,
    fix: ({ allNamespaces, isService, isStated, seenBy }) => {
      const annotation = 'networking.istio.io/exportTo';
      if (isStated) return `add ${allNamespaces} to its ${isService ? `annotation ${annotation}` : 'exportTo'}`;
      const list = [...seenBy.map((name) => `"${name}"`), allNamespaces].join(', ');
      return isService ? `give it the annotation ${annotation}: "${list.replaceAll(/"/g, '').replaceAll(', ', ',')}"` : `give it exportTo: [${list}]`;
    },
  }),
  'egress-host-not-imported': define({
    severity: 'error',
    example: { callers: 'a replay\'s generator, responder and collector', namespaces: '"shop"', hosts: '"app.speedscale.com" and 9 more', entry: 'ServiceEntry speedscale/speedscale-external-svc-https', sidecar: 'Sidecar shop/default', listed: '"./*"', add: 'speedscale/*', isListed: false, port: 443 },
    fact: ({ callers, namespaces, hosts, entry, sidecar, listed }) => `${callers} in ${namespaces} cannot reach ${hosts}: it belongs to ${entry}, and the egress hosts of ${sidecar} are only ${listed}`,
    fix: ({ add, isListed, port }) => isListed ? `add an egress listener for port ${port}, or one without a port, with the host "${add}"` : `add "${add}" to its egress hosts`,
  }),
  'egress-host-shadowed': define({
    severity: 'error',
    example: { callers: 'a replay\'s generator, responder and collector', namespaces: '"shop"', hosts: '"s3.us-east-1.amazonaws.com"', entry: 'ServiceEntry shop/aws', port: 443 },
    fact: ({ callers, namespaces, hosts, entry, port }) => `${callers} in ${namespaces} cannot reach ${hosts}: ${entry} is the one that Istio uses for it there, and does not serve port ${port}`,
    fix: ({ entry, port }) => `add port ${port} with protocol TLS to ${entry}, or take the host out of it`,
  }),
  'egress-host-rerouted': define({
    severity: 'error',
    example: { callers: 'a replay\'s generator, responder and collector', namespaces: '"shop"', hosts: '"*.s3.us-east-1.amazonaws.com"', service: 'VirtualService shop/logs' },
    fact: ({ callers, namespaces, hosts, service }) => `${callers} in ${namespaces} cannot reach ${hosts}: the routes of ${service} take the place of those that the ServiceEntry would have, and none of them fits`,
    fix: ({ service }) => `give ${service} a route for it, or narrow its hosts and its exportTo`,
  }),
  'egress-host-ends-elsewhere': define({
    severity: 'error',
    example: { callers: 'a replay\'s generator, responder and collector', namespaces: '"shop"', hosts: '"s3.us-east-1.amazonaws.com"', end: '"minio.pay.svc.cluster.local" of Service pay/minio', through: 'VirtualService pay/s3', byAge: false },
    fact: ({ callers, namespaces, hosts, end, through, byAge }) => `what ${callers} in ${namespaces} send to ${hosts} ${byAge ? 'may end, by the age of objects,' : 'ends'} at ${end}${end.endsWith(` of ${through}`) ? '' : `, through ${through}`}, and does not reach Speedscale`,
    fix: ({ through }) => `remove the host from ${through}, or narrow its exportTo to the namespaces that it is for`,
  }),
  'egress-host-tls-originated': define({
    severity: 'error',
    example: { callers: 'a replay\'s generator, responder and collector', namespaces: '"shop"', hosts: '"app.speedscale.com"', rule: 'DestinationRule istio-system/external', mode: 'SIMPLE', isOutside: true },
    fact: ({ callers, namespaces, hosts, rule, mode, isOutside }) => `${callers} in ${namespaces} call ${hosts} by TLS, and ${rule} wraps that into TLS again (mode ${mode}): ${isOutside ? 'a public host' : 'what answers there'} does not understand it`,
    fix: () => 'set the TLS mode for these hosts to DISABLE, or narrow the host of the DestinationRule',
  }),
  'egress-host-in-range': define({
    severity: 'warning',
    example: {
      callers: 'a replay\'s generator, responder and collector',
      namespaces: '"shop"',
      hosts: '"app.speedscale.com" and 9 more',
      port: 443,
      ranges: '52.0.0.0/8 of ServiceEntry shop/on-premises',
      fields: 'addresses of ServiceEntry shop/on-premises',
    },
    fact: ({ callers, namespaces, hosts, port, ranges }) => `whether ${callers} in ${namespaces} reach ${hosts} depends on their addresses: Istio matches ${ranges} on port ${port} before it looks at host names`,
    fix: ({ fields }) => `narrow the ${fields} to what they are for`,
  }),
  'egress-cluster-missing': define({
    severity: 'error',
    example: { callers: 'a replay\'s generator, responder and collector', namespaces: '"shop"', hosts: '"s3.us-east-1.amazonaws.com"', cluster: 'outbound|443||s3.us-east-1.amazonaws.com' },
    fact: ({ callers, namespaces, hosts, cluster }) => `${callers} in ${namespaces} cannot reach ${hosts}: Istio routes it to "${cluster}", which does not exist in its proxy`,
    fix: () => 'where several ServiceEntries register the host, give them one resolution; where a VirtualService routes to it, register what it names',
  }),
  'egress-call-blocked': define({
    severity: 'error',
    example: { callers: 'goproxy of Deployment shop/web', namespaces: '"shop"', hosts: '"speedscale-forwarder.speedscale.svc"', reason: 'answered-by-proxy', namespace: 'shop', host: 'speedscale-forwarder.speedscale.svc:80' },
    fact: ({ callers, namespaces, hosts, reason }) => `${callers} in ${namespaces} cannot reach ${hosts}: Istio's configuration blocks it (${reason})`,
    fix: ({ namespace, host }) => `"cdk8s-speedscale explain ${commandLine(namespace, host)}" shows each step`,
  }),
  'nothing-decided': define({
    severity: 'error',
    example: { total: 23, reasons: 'the mesh\'s outboundTrafficPolicy is not in sight (23)', statement: 'istio.outboundTrafficPolicy: REGISTRY_ONLY', calls: 23, command: '', settle: 'state "istio.outboundTrafficPolicy" in the settings' },
    fact: ({ total, reasons }) => `nothing is proved: each of ${total} calls is unknown: ${reasons}`,
    fix: ({ statement, calls, command, settle, total }) => {
      if (statement !== '') return `state "${statement}" in the settings, with the value of your mesh: it decides ${calls} of ${total} calls`;
      return command !== '' ? `run "${command}" and name the file under "context" in the settings` : settle;
    },
  }),
  'egress-undecided': define({
    severity: 'warning',
    example: { count: 22, total: 33, reasons: 'the mesh\'s outboundTrafficPolicy is not in sight (22)', settle: 'state "istio.outboundTrafficPolicy" in the settings, or give ConfigMap istio of the root namespace as context' },
    fact: ({ count, total, reasons }) => `whether Istio lets Speedscale's pods out is unknown for ${count} of ${total} calls: ${reasons}`,
    fix: ({ settle }) => `${settle}; "cdk8s-speedscale explain" shows one call at a time`,
  }),
  'egress-not-enforced': define({
    severity: 'info',
    example: { pods: '"speedscale" (nothing asks for injection)', count: 11, total: 33 },
    fact: ({ pods, count, total }) => `no sidecar of Istio holds Speedscale's pods in ${pods}: its egress rules do not apply to ${count} of ${total} calls`,
    fix: () => 'see that this is meant: what takes pods into the mesh is the label "istio-injection: enabled" of their namespace, or "istio.io/rev" with a revision',
  }),
};
