import { measure, report } from './measure';

/** What the library adds to loading cdk8s-plus-27, which its constructs extend. */
export function bench(): void {
  report('Loading', measure([
    { label: 'cdk8s-plus-27', command: ['node', '-e', 'require("cdk8s-plus-27")'] },
    { label: 'cdk8s-plus-27, then cdk8s-speedscale', command: ['node', '-e', 'require("cdk8s-plus-27"); require(".")'] },
  ], 15));
}
