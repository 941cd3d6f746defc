import { Sight } from '../mesh/sight';
import { MessageId } from '../message/catalogue';
import { Finding } from '../message/message';

/** One thing that `check` looks for. Its findings' words, severity and repair are those of the message catalogue. */
export interface Rule {
  /** The ids of its findings, mostly one; `--rule`, `ignore` and docs/rules.md go by these. */
  readonly ids: readonly [MessageId, ...MessageId[]];
  /** What it looks for, as a sentence. */
  readonly what: string;
  /** What happens otherwise, with the source where that is not plain. */
  readonly why: string;
  /** What of it manifests cannot show. */
  readonly cannotSee: string;
  /** The codes of `istioctl analyze` that cover part of it. */
  readonly istioctl?: readonly string[];
  readonly find: (sight: Sight) => readonly Finding[];
}
