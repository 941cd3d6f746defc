import { openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const NAME = /^\.cdk8s-speedscale-(\d+)-\d+\.tmp$/;

/** Names of files that are there only until they take the name of another one. */
export class TemporaryNames {
  private count = 0;
  private readonly tidied = new Set<string>();

  /** Opens a new file in the folder. The first time, what runs left there that were killed is removed. */
  open(folder: string, mode: number | undefined): { readonly temporary: string; readonly file: number } {
    if (!this.tidied.has(folder)) removeLeftovers(folder);
    this.tidied.add(folder);
    for (;;) {
      const temporary = join(folder, `.cdk8s-speedscale-${process.pid}-${this.count++}.tmp`);
      try {
        return { temporary, file: openSync(temporary, 'wx', mode) };
      } catch (error) {
        if ((error as { readonly code?: unknown }).code !== 'EEXIST') throw error;
      }
    }
  }
}

/** Removes the temporary files of processes that are gone; what cannot be removed is in nobody's way. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, id] = NAME.exec(name) ?? [];
    if (id === undefined || (Number(id) !== process.pid && isAlive(Number(id)))) continue;
    try {
      rmSync(join(folder, name));
    } catch (error) {
      if (typeof (error as { readonly code?: unknown }).code !== 'string') throw error;
    }
  }
}

/** Whether a process runs; one of another user may not be signalled, and runs all the same. */
function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return (error as { readonly code?: unknown }).code === 'EPERM';
  }
}
