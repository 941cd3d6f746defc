import { addresses } from './addresses';
import { admission } from './admission';
import { HandmadeCase } from './case';
import { chains } from './chains';
import { conflicts } from './conflicts';
import { delegates } from './delegates';
import { found } from './found';
import { imports } from './imports';
import { policies } from './policies';
import { refusedObjects } from './refusals';
import { ofScenarios } from './scenarios';
import { services } from './services';
import { sidecars } from './sidecars';
import { tcpRoutes } from './tcp-routes';
import { virtualServices } from './virtual-services';
import { visibility } from './visibility';

export const handmade: readonly HandmadeCase[] = [
  ...visibility, ...sidecars, ...imports, ...conflicts, ...chains, ...virtualServices, ...delegates, ...services, ...policies,
  ...admission, ...refusedObjects, ...found, ...addresses, ...ofScenarios, ...tcpRoutes,
];

/** Those that the oracle of a release was asked. */
export function askedOf(release: string): readonly HandmadeCase[] {
  return handmade.filter(({ asked }) => asked?.includes(release) !== false);
}
