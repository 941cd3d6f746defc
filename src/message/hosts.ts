import { define } from './message';

/** Messages about external hosts and the ServiceEntry that registers them. */
export const hostMessages = {
  'host-not-a-name': define({
    severity: 'error',
    example: { host: 'https://app.speedscale.com', reason: 'it holds "://"' },
    fact: ({ host, reason }) => `"${host}" is not a host name: ${reason}`,
    fix: () => 'give a DNS name such as "app.speedscale.com", or a wildcard such as "*.s3.us-east-1.amazonaws.com"',
  }),
  'host-is-every-host': define({
    severity: 'error',
    example: { host: '*' },
    fact: ({ host }) => `"${host}" would register every host, and Istio refuses it in a ServiceEntry`,
    fix: () => 'name the hosts, or the domain as "*.example.com"',
  }),
};
