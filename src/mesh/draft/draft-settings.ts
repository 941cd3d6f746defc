import { istioLines } from './draft-istio';
import { namespaceLines } from './draft-namespaces';
import { speedscaleLines } from './draft-speedscale';
import { DraftLine, inComment, inFlow, remark, section, set, unset } from './lines';
import { Survey } from './survey';
import { counted } from '../../message/text';

/** Where the drafted settings will stand, and what they were drafted from. */
export interface DraftSources {
  /** Where an editor finds the schema, from the settings' folder, or its address. */
  readonly schema: string;
  /** Paths of the manifests, from the settings' folder; none where they came from standard input. */
  readonly manifests: readonly string[];
  readonly files: number;
  readonly objects: number;
  /** What there is to say of the paths as a whole. */
  readonly remarks: readonly string[];
}

/**
 * Settings drafted from a survey, as the text of a config file. What the manifests prove is set, with the place; everything else is
 * commented out, with the way to find it out. The one guess, Speedscale's namespace, says that it is one.
 */
export function draftSettings(survey: Survey, sources: DraftSources): string {
  const { schema, files, objects } = sources;
  const head = `# yaml-language-server: $schema=${inComment(schema)}
# Drafted by "cdk8s-speedscale init" from ${counted(objects, 'object')} in ${counted(files, 'file')}. What is set, they show, at the place behind it;
# what is commented out they do not, and is for you to state. The schema named above describes every key.
apiVersion: cdk8s-speedscale/v1alpha1
kind: SpeedscaleOnIstio
metadata:
  name: speedscale
spec:
`;
  return [
    head,
    section('istio', istioLines(survey)),
    section('speedscale', speedscaleLines(survey)),
    section('namespaces', namespaceLines(survey)),
    section('manifests', manifestLines(survey, sources)),
    section('context', contextLines(survey)),
  ].join('');
}

function manifestLines({ unset: unsetNamespaces }: Survey, { manifests, remarks }: DraftSources): readonly DraftLine[] {
  return [
    ...remarks.map(remark),
    ...unsetNamespaces.flatMap(({ fact }) => [remark(fact), unset('- { path: deploy/, namespace: shop }', 'such a path stands before the one that holds it')]),
    ...manifests.map((path) => set(`- path: ${inFlow(path)}`)),
    ...(manifests.length > 0 ? [] : [remark('read from standard input, which has no path; what renders it gives it to "check -" too'), unset('- path: deploy/')]),
  ];
}

function contextLines({ missing }: Survey): readonly DraftLine[] {
  return [
    remark('read beside the manifests, and never edited: what only the cluster shows'),
    ...(missing === undefined ? [] : [remark(`not in sight: ${missing.what}; this gets it:`), remark(`  ${missing.command}`)]),
    unset('- path: cluster.yaml'),
  ];
}
