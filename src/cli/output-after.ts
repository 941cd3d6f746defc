import { tallyInWords } from '../calls/tally';
import { ManifestsRead } from '../files/manifests-read';
import { committedOutput, outputPath, readOutput } from '../files/output-manifest';
import { ConfigFromFiles } from '../files/read-config-files';
import { InputError } from '../message/input-error';
import { Finding, isError } from '../message/message';
import { prove, synthesize } from '../synth/synthesize';
import { printManifest } from '../yaml/print';

/** What synth writes, beside what adopt changes. */
export interface Output {
  /** Whether synth would write something else than is there. */
  readonly isOutdated: boolean;
  /** What is proved once the changes are made, with the output as it is now; and why synth would write nothing, where it refuses. */
  readonly proof: readonly (string | Finding)[];
}

/** Nothing is said of the output. */
export const UNTOUCHED: Output = { isOutdated: false, proof: [] };

/**
 * Compares the output that is there with what synth would write for the manifests as adopt changes them.
 * @param after what was read, with the changes made
 */
export function outputAfter(after: ManifestsRead, config: ConfigFromFiles): Output {
  const path = outputPath(config);
  const { calls, findings } = prove(config, after, readOutput(path));
  const { isOutdated, refusal } = comparedOutput(config, after, path);
  return { isOutdated, proof: [...findings, ...refusal, ...tallyInWords(calls)] };
}

function comparedOutput(config: ConfigFromFiles, after: ManifestsRead, path: string): Pick<Output, 'isOutdated'> & { readonly refusal: readonly Finding[] } {
  try {
    const { objects } = synthesize(config, after);
    const committed = committedOutput(path);
    // Only where there is a text to compare with is one printed.
    const isOutdated = committed === undefined || objects.length === 0 ? (committed === undefined) !== (objects.length === 0)
      : committed.toString() !== printManifest(objects);
    return { isOutdated, refusal: [] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { isOutdated: false, refusal: error.findings.filter(isError) };
  }
}
