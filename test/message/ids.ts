import { InputError } from '../../src/message/input-error';
import { Finding } from '../../src/message/message';

/** The findings that a call throws; fails where it throws nothing, or anything else. */
export function thrown(call: () => unknown): readonly Finding[] {
  try {
    call();
  } catch (error) {
    if (error instanceof InputError) return error.findings;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** Their ids. */
export function thrownIds(call: () => unknown): readonly string[] {
  return thrown(call).map(({ id }) => id);
}
