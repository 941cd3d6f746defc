import { hostMessages } from './hosts';
import { Finding, MessageDefinition, Place } from './message';

/** Every message of the project. Ids are `<subject>-<problem>` and are never used again for something else. */
export const catalogue = {
  ...hostMessages,
};

export type MessageId = keyof typeof catalogue;
type Parameters<I extends MessageId> = (typeof catalogue)[I]['example'];

/** Makes a finding from the catalogue: the compiler checks the parameters against the message. */
export function finding<I extends MessageId>(id: I, parameters: Parameters<I>, place: Place = {}): Finding {
  const definition = catalogue[id] as unknown as MessageDefinition<Parameters<I>>;
  return { id, severity: definition.severity, place, fact: definition.fact(parameters), fix: definition.fix(parameters) };
}
