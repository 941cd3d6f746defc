import { Place } from '../message/message';

/** The way to a value of the settings: keys and list positions, from the top of `spec`. */
export type SettingsPath = readonly (string | number)[];

/** Finds where a value of the settings was written: a position in a file, or a construct's property. */
export type PlaceOf = (path: SettingsPath) => Place;
