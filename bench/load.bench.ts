import { measure, report } from './measure';

/** What the library adds to loading cdk8s-plus-27, which four of its constructs extend; and what it takes without it. */
export function bench(): void {
  report('Loading', measure([
    { label: 'cdk8s-plus-27', command: ['node', '-e', 'require("cdk8s-plus-27")'] },
    { label: 'cdk8s-plus-27, then all of cdk8s-speedscale', command: ['node', '-e', 'require("cdk8s-plus-27"); Object.values(require("."))'] },
    { label: 'SpeedscaleOnIstio and GoproxyCapture alone', command: ['node', '-e', 'const { SpeedscaleOnIstio, GoproxyCapture } = require(".")'] },
    { label: 'cdk8s alone', command: ['node', '-e', 'require("cdk8s")'] },
  ], 15));
}
