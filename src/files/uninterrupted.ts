import process from 'node:process';

/** By which somebody at a terminal, or a CI system, stops a command. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does a piece of work to its end, though somebody stops the process meanwhile. */
export function uninterrupted(work: () => void): void {
  const later = () => undefined;
  SIGNALS.forEach((signal) => process.on(signal, later));
  try {
    work();
  } finally {
    SIGNALS.forEach((signal) => process.off(signal, later));
  }
}
