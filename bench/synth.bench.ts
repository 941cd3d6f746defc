import { measure, report } from './measure';

/** The command line from start to end: the example, and a large repository as context. */
export function bench(): void {
  const synth = ['node', 'bin/cdk8s-speedscale', 'synth', '--stdout', '-c'];
  report('synth', measure([
    { label: 'node alone', command: ['node', '-e', '0'] },
    { label: 'synth of examples/shop', command: [...synth, 'examples/shop/speedscale.yaml'] },
  ]));
}
