import { finding } from '../message/catalogue';
import { InputError, throwAny } from '../message/input-error';
import { nearest } from '../message/nearest';
import { checkHosts } from '../settings/check-hosts';
import { APP_HOST, calledByPods, DOCUMENTED_REGION, hostNames, inTable, onIstioPage, SpeedscaleHost } from '../speedscale/hosts';

/** What the names of Speedscale's hosts depend on. */
export interface ExternalHostsOptions {
  /**
   * Speedscale's AWS region, which is not the cluster's. Speedscale documents only the default.
   * @default "us-east-1"
   */
  readonly region?: string;
  /**
   * The host of Speedscale's API, as the operator chart's `appUrl`.
   * @default "app.speedscale.com"
   */
  readonly appUrl?: string;
}

/**
 * A list of hosts outside the cluster, called by TLS on port 443. It never changes: `add` and `remove` give a new list.
 *
 * Source of the lists: Speedscale's Istio page and the table of its networking page, as of 2026-08-20.
 */
export class ExternalHosts {
  /** The ten hosts that Speedscale's pods call: what a mesh has to let out, and the default everywhere. */
  public static calledByPods(options: ExternalHostsOptions = {}): ExternalHosts {
    return named(calledByPods, options);
  }

  /** The nine hosts of the ServiceEntry example on Speedscale's Istio page. `monitoring.us-east-1.amazonaws.com` is not among them. */
  public static onIstioPage(options: ExternalHostsOptions = {}): ExternalHosts {
    return named(onIstioPage, options);
  }

  /** All twelve hosts of Speedscale's table, with the image and chart registries, which no pod calls. */
  public static inTable(options: ExternalHostsOptions = {}): ExternalHosts {
    return named(inTable, options);
  }

  /** A list of your own. */
  public static of(...hosts: string[]): ExternalHosts {
    return new ExternalHosts(hosts);
  }

  /** The names, in the order in which they are written. */
  public readonly hosts: string[];

  private constructor(hosts: readonly string[]) {
    throwAny(checkHosts(hosts));
    this.hosts = [...hosts];
  }

  /**
   * This list with further hosts at its end. Throws `host-listed-twice` where it has one of them already.
   * @param hosts DNS names, or wildcards such as `*.example.com`
   */
  public add(...hosts: string[]): ExternalHosts {
    return new ExternalHosts([...this.hosts, ...hosts]);
  }

  /**
   * This list without the hosts. Throws `host-not-in-list` for one that it does not hold, since a name that was mistyped
   * here would go on being let out.
   */
  public remove(...hosts: string[]): ExternalHosts {
    const unknown = hosts.find((host) => !this.hosts.includes(host));
    if (unknown !== undefined) {
      throw new InputError(finding('host-not-in-list', { host: unknown, nearest: nearest(unknown, this.hosts) ?? '' }));
    }
    return new ExternalHosts(this.hosts.filter((host) => !hosts.includes(host)));
  }
}

function named(chosen: (host: SpeedscaleHost) => boolean, { region = DOCUMENTED_REGION, appUrl = APP_HOST }: ExternalHostsOptions): ExternalHosts {
  return ExternalHosts.of(...hostNames(chosen, { region, appUrl }));
}
