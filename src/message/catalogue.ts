import { adoptMessages } from './adopt';
import { annotationsMessages } from './annotations';
import { appMessages } from './apps';
import { captureMessages } from './capture';
import { checkMessages } from './check';
import { filesMessages } from './files';
import { hostMessages } from './hosts';
import { meshMessages } from './mesh';
import { Finding, MessageDefinition, Place } from './message';
import { readingMessages } from './reading';
import { replayMessages } from './replay';
import { changeMessages } from './rules-changes';
import { egressRuleMessages } from './rules-egress';
import { meshRuleMessages } from './rules-mesh';
import { serviceEntryRuleMessages } from './rules-service-entry';
import { sidecarRuleMessages } from './rules-sidecar';
import { virtualServiceRuleMessages } from './rules-virtual-service';
import { workloadRuleMessages } from './rules-workload';
import { settingsMessages } from './settings';
import { virtualServiceMessages } from './virtual-services';

/** Every message of the project. Ids are `<subject>-<problem>` and are never used again for something else. */
export const catalogue = {
  ...adoptMessages,
  ...annotationsMessages,
  ...appMessages,
  ...captureMessages,
  ...changeMessages,
  ...checkMessages,
  ...egressRuleMessages,
  ...filesMessages,
  ...hostMessages,
  ...meshMessages,
  ...meshRuleMessages,
  ...readingMessages,
  ...replayMessages,
  ...serviceEntryRuleMessages,
  ...settingsMessages,
  ...sidecarRuleMessages,
  ...virtualServiceMessages,
  ...virtualServiceRuleMessages,
  ...workloadRuleMessages,
};

export type MessageId = keyof typeof catalogue;
export type MessageParameters<I extends MessageId> = (typeof catalogue)[I]['example'];

/** Makes a finding from the catalogue: the compiler checks the parameters against the message. */
export function finding<I extends MessageId>(id: I, parameters: MessageParameters<I>, place: Place = {}): Finding {
  const definition = catalogue[id] as unknown as MessageDefinition<MessageParameters<I>>;
  return { id, severity: definition.severity, place, fact: definition.fact(parameters), fix: definition.fix(parameters) };
}
