import { hostsOfListener, importsFrom } from '../../istio/objects/sidecar';
import { objectTitle } from '../../kubernetes/object';
import { CALLED_PORTS } from '../../mesh/called-services';
import { SidecarInSight } from '../../mesh/sight';
import { sidecarsWithSpeedscale } from '../../mesh/speedscale-sidecars';
import { finding } from '../../message/catalogue';
import { Rule } from '../rule';

export const sidecarListenerLocksPort: Rule = {
  ids: ['sidecar-listener-locks-port'],
  what: 'Every egress listener that owns a port on which Speedscale is called lets its namespace in.',
  why: 'A listener with a port of its own keeps the listener without a port from adding anything there (istio/istio pilot/pkg/networking/core/listener.go).',
  cannotSee: 'Nothing.',
  find: (sight) => {
    const { namespace } = sight.mesh.speedscale;
    return sidecarsWithSpeedscale(sight).flatMap((sidecar) => locking(sidecar, namespace).map(({ port, index }) => {
      const facts = { sidecar: objectTitle(sidecar.object), port: String(port), namespace };
      return finding('sidecar-listener-locks-port', facts, sidecar.placeOf(hostsOfListener(index)));
    }));
  },
};

function locking({ egress, namespace: own }: SidecarInSight, namespace: string): readonly { readonly port: number; readonly index: number }[] {
  return egress.flatMap((listener, index) => {
    const { port } = listener;
    return port !== undefined && CALLED_PORTS.includes(port.number) && !importsFrom(listener, namespace, own) ? [{ port: port.number, index }] : [];
  });
}
