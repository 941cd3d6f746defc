import { adoptMessages } from './adopt';
import { annotationsMessages } from './annotations';
import { appMessages } from './apps';
import { captureMessages } from './capture';
import { MessageId } from './catalogue';
import { checkMessages } from './check';
import { filesMessages } from './files';
import { hostMessages } from './hosts';
import { meshMessages } from './mesh';
import { readingMessages } from './reading';
import { replayMessages } from './replay';
import { changeMessages } from './rules-changes';
import { settingsMessages } from './settings';
import { virtualServiceMessages } from './virtual-services';

/** What a group of messages has in common: all that there is to say about a message that no rule of the check describes. */
export interface Area {
  /** What the messages are about, as a sentence. */
  readonly what: string;
  /** What they protect the reader from, as a sentence. */
  readonly why: string;
  /** The page of the repository that goes on. */
  readonly page: string;
  readonly ids: readonly MessageId[];
}

const area = (messages: object, page: string, what: string, why: string): Area => ({ what, why, page, ids: Object.keys(messages) as MessageId[] });

/** The areas of the catalogue. Messages of the check's rules are described by their rule instead. */
const AREAS: readonly Area[] = [
  area(readingMessages, 'docs/check.md',
    'How manifests and settings are read, and how their text is edited.',
    'Kubernetes refuses or reads otherwise what these messages name. Such input may be what decides, so the command stops with exit code 2.'),
  area(filesMessages, 'docs/check.md',
    'Files and folders that a command reads or writes.',
    'A command that reads less than you named, or writes half of a file, would report success for something else.'),
  area(settingsMessages, 'docs/settings.md',
    'The settings in speedscale.yaml.',
    'A mistyped setting would do nothing. All mistakes are reported in one run, and nothing is written until they are repaired.'),
  area(meshMessages, 'docs/settings.md',
    'The facts about the mesh, and the objects that are generated for it.',
    'Istio refuses or ignores what does not fit its rules, and what the input does not show is unknown, not absent.'),
  area(appMessages, 'docs/apps.md',
    'A cdk8s app as a whole: its meshes, objects that are defined twice, and the files that it writes.',
    'Each construct is right by itself, and together they would give a cluster the wrong objects, or lose one.'),
  area(hostMessages, 'docs/settings.md',
    'The external hosts, and the ServiceEntry that registers them.',
    'Istio refuses such an entry, or takes it for other hosts than you mean.'),
  area(captureMessages, 'docs/capture.md',
    'Workloads that Speedscale captures.',
    'Speedscale\'s operator passes over a workload that it cannot capture, without an error.'),
  area(annotationsMessages, 'docs/annotations.md',
    'Speedscale\'s annotations, and the capture options that set them.',
    'Speedscale\'s operator ignores or rejects an annotation that it does not know, or a value that it does not take.'),
  area(virtualServiceMessages, 'docs/virtual-services.md',
    'VirtualServices that get an in-mesh host.',
    'Bound to the mesh, their routes apply to every caller inside it, so only what has one meaning is changed.'),
  area(replayMessages, 'docs/replay.md',
    'TrafficReplays.',
    'A replay that Speedscale cannot run, or that starts again and again, is found before it is applied.'),
  area(adoptMessages, 'docs/adopt.md',
    'What adopt changes in manifests that exist.',
    'adopt makes only changes that have one meaning, and touches no other byte. With an error it writes no file.'),
  area(checkMessages, 'docs/check.md',
    'What a check or an explanation is asked.',
    'A mistyped name would ask nothing, and the answer would look clean.'),
  area(changeMessages, 'docs/check.md',
    'What differs from an older tree of the manifests.',
    'A comparison with the wrong tree would report no change.'),
];

/** The area of a message; `undefined` where the rules of the check alone use it. */
export function areaOf(id: MessageId): Area | undefined {
  return AREAS.find(({ ids }) => ids.includes(id));
}
