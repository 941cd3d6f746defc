/**
 * The objects of Istio that the project writes or edits, typed by what cdk8s generated from Istio's CustomResourceDefinitions.
 * Types alone: the generated classes would load cdk8s (docs/decisions/0002-generated-classes-private.md).
 */
import type * as generated from '../../imports/networking.istio.io';
import { InManifest, Manifest } from '../kubernetes/manifest';

export type ServiceEntrySpec = InManifest<generated.ServiceEntrySpec>;
export type ServiceEntryManifest = Manifest<'ServiceEntry', ServiceEntrySpec>;

export type SidecarSpec = InManifest<generated.SidecarSpec>;
export type SidecarManifest = Manifest<'Sidecar', SidecarSpec>;
export type SidecarEgress = InManifest<generated.SidecarSpecEgress>;

export type VirtualServiceSpec = InManifest<generated.VirtualServiceSpec>;
