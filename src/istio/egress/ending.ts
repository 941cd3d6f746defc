import { ClusterName } from './cluster';
import { Redirect } from '../config/virtual-service';

/** Where a part of the requests is copied to, besides where they end. */
export interface Copy {
  readonly cluster: ClusterName;
  readonly percent: number;
}

/** Where a call can end. */
export type Ending =
  /** `routed`: by a VirtualService. */
  | {
    readonly kind: 'clusters';
    readonly clusters: readonly ClusterName[];
    readonly routed: boolean;
    /** Where copies of the requests go. @default - nowhere */
    readonly copies?: readonly Copy[];
  }
  /** Nobody registered it: the cluster that the policy has for that, by its name. */
  | { readonly kind: 'unregistered'; readonly cluster: string }
  | { readonly kind: 'unknown-host' }
  | { readonly kind: 'redirect'; readonly redirect: Redirect }
  | { readonly kind: 'response'; readonly status: number }
  | { readonly kind: 'fault' }
  | { readonly kind: 'no-route' }
  | { readonly kind: 'protocol-mismatch' }
  | { readonly kind: 'not-modelled' };
