import { objectTitle } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/value';
import { SidecarInSight } from '../../mesh/sight';
import { sidecarsWithSpeedscale } from '../../mesh/speedscale-sidecars';
import { finding } from '../../message/catalogue';
import { Rule } from '../rule';

/** Speedscale's hosts are called on 443, its forwarder on 80. */
const CALLED_PORTS: readonly unknown[] = [443, 80];

export const sidecarListenerLocksPort: Rule = {
  ids: ['sidecar-listener-locks-port'],
  what: 'Every egress listener that owns a port on which Speedscale is called lets its namespace in.',
  why: 'A listener with a port of its own keeps the listener without a port from adding anything there (istio/istio pilot/pkg/networking/core/listener.go).',
  cannotSee: 'Nothing.',
  find: (sight) => {
    const { namespace } = sight.mesh.speedscale;
    return sidecarsWithSpeedscale(sight).flatMap((sidecar) => locking(sidecar, namespace).map(({ port, index }) => {
      const facts = { sidecar: objectTitle(sidecar.object), port: String(port), namespace };
      return finding('sidecar-listener-locks-port', facts, sidecar.placeOf(['spec', 'egress', index, 'hosts']));
    }));
  },
};

function locking({ listeners }: SidecarInSight, namespace: string): readonly { readonly port: unknown; readonly index: number }[] {
  return listeners.flatMap(({ hosts, ...listener }, index) => {
    const port = valueAt(listener, ['port', 'number']);
    const letsIn = hosts.some((host) => host.startsWith(`${namespace}/`) || host.startsWith('*/'));
    return CALLED_PORTS.includes(port) && !letsIn ? [{ port, index }] : [];
  });
}
