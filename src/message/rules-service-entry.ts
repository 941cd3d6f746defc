import { define } from './message';

/** Messages of the rules about ServiceEntries. */
export const serviceEntryRuleMessages = {
  'service-entry-too-many-hosts': define({
    severity: 'error',
    example: { entry: 'ServiceEntry speedscale/hosts', count: 300, most: 256 },
    fact: ({ entry, count, most }) => `${entry} has ${count} hosts, and Istio's CRD takes ${most}`,
    fix: () => 'divide the hosts between several ServiceEntries',
  }),
  'service-entry-hidden-from-own-namespace': define({
    severity: 'error',
    example: { entry: 'ServiceEntry speedscale/speedscale-external-svc-https', namespace: 'speedscale', exportTo: '"shop"' },
    fact: ({ entry, namespace, exportTo }) => `${entry} is exported to ${exportTo} alone, so Speedscale's control plane in "${namespace}" does not see its hosts`,
    fix: () => 'add "." to its exportTo',
  }),
  'service-entry-opens-port': define({
    severity: 'error',
    example: { entry: 'ServiceEntry shop/partner', port: 443, protocol: 'TCP', addresses: '' },
    fact: ({ entry, port, protocol, addresses }) => `${entry} has port ${port} with ${protocol === '' ? 'no protocol' : `protocol ${protocol}`}, ${addresses === '' ? 'no addresses' : `addresses ${addresses}`} and resolution NONE: that lets pods that see it call any host on port ${port}`,
    fix: () => 'set the protocol of the port to TLS, which tells the hosts apart by SNI',
  }),
  'service-entry-hijacks-port': define({
    severity: 'error',
    example: { entry: 'ServiceEntry shop/partner', port: 443, protocol: 'TCP', addresses: '', resolution: 'DNS', host: 'api.partner.example.com' },
    fact: ({ entry, port, protocol, addresses, resolution, host }) => `${entry} has port ${port} with ${protocol === '' ? 'no protocol' : `protocol ${protocol}`}, ${addresses === '' ? 'no addresses' : `addresses ${addresses}`} and resolution ${resolution}: pods that see it send every call to port ${port} that nothing else takes to "${host}"`,
    fix: () => 'set the protocol of the port to TLS, which tells the hosts apart by SNI',
  }),
  'service-entry-hosts-drifted': define({
    severity: 'warning',
    example: { entry: 'ServiceEntry speedscale/speedscale-external-svc-https', hosts: '"monitoring.us-east-1.amazonaws.com"', asOf: '2026-08-20' },
    fact: ({ entry, hosts, asOf }) => `${entry} registers hosts of Speedscale, and not ${hosts}, which its pods call as of ${asOf}`,
    fix: () => 'add what is missing: "cdk8s-speedscale hosts" prints the list; or name it in speedscale.hosts.remove',
  }),
};
