import { define } from './message';

/** Messages about external hosts and the ServiceEntry that registers them. */
export const hostMessages = {
  'host-not-a-name': define({
    severity: 'error',
    example: { host: 'https://app.speedscale.com', problem: 'label "https:" has a character other than letters, digits and "-"', isAddress: false },
    fact: ({ host, problem }) => `"${host}" is not a host name that Istio takes: ${problem}`,
    fix: ({ host, isAddress }) => isAddress ? `put "${host}" into spec.addresses, and a name that nobody calls, such as "by-address.invalid", among the hosts`
      : 'give a DNS name such as "app.speedscale.com", or a wildcard such as "*.s3.us-east-1.amazonaws.com"',
  }),
  'host-is-every-host': define({
    severity: 'error',
    example: { host: '*' },
    fact: ({ host }) => `"${host}" would register every host, and Istio refuses it in a ServiceEntry`,
    fix: () => 'name the hosts, or their domain as "*.example.com"',
  }),
  'host-partial-wildcard': define({
    severity: 'error',
    example: { host: '*bucket.example.com' },
    fact: ({ host }) => `"${host}" has a wildcard that is only part of a label: Envoy refuses the listener that would match it by SNI`,
    fix: ({ host }) => `make the first label a lone "*", as in "*.${host.slice(host.indexOf('.') + 1)}"`,
  }),
  'host-listed-twice': define({
    severity: 'error',
    example: { host: 'app.speedscale.com' },
    fact: ({ host }) => `"${host}" is in the list of hosts twice`,
    fix: () => 'keep one of the two',
  }),
  'host-not-in-list': define({
    severity: 'error',
    example: { host: 'sts.amazonaw.com', nearest: 'sts.amazonaws.com' },
    fact: ({ host }) => `"${host}" cannot be removed: the list does not hold it`,
    fix: ({ nearest }) => nearest === '' ? 'take it out of "remove": "cdk8s-speedscale hosts" shows the list' : `write the host as the list has it: "${nearest}"`,
  }),
  'hosts-empty': define({
    severity: 'error',
    example: {},
    fact: () => 'the list of hosts is empty, and Istio refuses a ServiceEntry without one',
    fix: () => 'name at least one host, or leave "hosts" out for the ten that Speedscale\'s pods call',
  }),
  'resolution-with-wildcard': define({
    severity: 'error',
    example: { host: '*.s3.us-east-1.amazonaws.com', resolution: 'DNS' },
    fact: ({ host, resolution }) => `resolution "${resolution}" cannot serve the wildcard "${host}": there is no one address to look up`,
    fix: () => 'leave the resolution out (it is then NONE), or put the wildcard hosts into an entry of their own',
  }),
  'region-not-documented': define({
    severity: 'warning',
    example: { region: 'eu-west-1', documented: 'us-east-1' },
    fact: ({ region }) => `region "${region}" is not one that Speedscale documents; it is Speedscale's region, not the cluster's`,
    fix: ({ documented }) => `leave it at "${documented}" unless Speedscale told you otherwise`,
  }),
  'region-not-a-name': define({
    severity: 'error',
    example: { region: 'US East' },
    fact: ({ region }) => `"${region}" is not the name of an AWS region`,
    fix: () => 'write it as AWS does, for example "us-east-1"',
  }),
};
