import { InputError } from '../../src/message/input-error';

/** The ids of the findings that a call throws; fails where it throws nothing, or anything else. */
export function thrownIds(call: () => unknown): readonly string[] {
  try {
    call();
  } catch (error) {
    if (error instanceof InputError) return error.findings.map(({ id }) => id);
    throw error;
  }
  throw new Error('nothing was thrown');
}
