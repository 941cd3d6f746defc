import { IConstruct } from 'constructs';
import { throwAny } from '../message/input-error';
import { Finding } from '../message/message';

/** Throws what is wrong with a construct's properties, with the construct's path as the place. */
export function throwAt(construct: IConstruct, findings: readonly Finding[]): void {
  throwAny(placedAt(construct, findings));
}

/** Findings with a construct's path as the place, where they name no object. */
export function placedAt(construct: IConstruct, findings: readonly Finding[]): readonly Finding[] {
  return findings.map((found) => ({ ...found, place: { ...found.place, object: found.place.object ?? construct.node.path } }));
}
