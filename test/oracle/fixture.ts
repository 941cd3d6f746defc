import { End } from './end';
import { Answer, Request } from './format';

/** A line of a file of fixtures/: a case, and how Istio judges it; releases that judge alike share a judgement. */
export interface Fixture {
  readonly request: Request;
  readonly judgements: readonly Judgement[];
}

/** What is kept of an Answer. */
export interface Judgement {
  readonly releases: readonly string[];
  readonly rejected: Answer['rejected'];
  readonly proxies: readonly Pick<Answer['proxies'][number], 'id' | 'sidecar'>[];
  readonly calls: readonly End[];
  /** The calls, by position, that end elsewhere when undated objects are created in another order, or dated ones are asked again. */
  readonly changedByOrder: readonly number[];
}
