import { Finding } from '../message/message';

/** Lines and columns in a fact: they change with every edit above. */
const POSITIONS = /(?<=[^\s"]):\d+(:\d+)?(?=[\s),]|$)/g;

/** To load it takes 3 ms, and most commands print no fingerprint. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const crypto = () => require('node:crypto') as typeof import('node:crypto');

/**
 * What stays of a finding when lines move: its rule, the object (or, where it has none, the file), and the fact. By it a finding
 * is known again, in a baseline and where SARIF is read.
 */
export function fingerprint({ id, place: { object, file }, fact }: Finding): string {
  return digest(JSON.stringify([id, object ?? file ?? '', fact.replace(POSITIONS, '')]));
}

/** A text of 32 characters that only this text has. */
export function digest(text: string): string {
  return crypto().createHash('sha256').update(text).digest('hex').slice(0, 32);
}
