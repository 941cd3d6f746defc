import { CallProtocol } from '../istio/egress/verdict';

/** What a pod may call: a host that something names, or one that nothing does. */
export interface Target {
  /** `host:port`, as findings name it. */
  readonly title: string;
  /** As the object has it, which may be a wildcard. */
  readonly host: string;
  /** A name that the host stands for. */
  readonly sample: string;
  readonly port: number;
  readonly protocol: CallProtocol;
}
