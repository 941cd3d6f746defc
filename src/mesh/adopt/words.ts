import { Change } from './change';
import { isMap, valueAt } from '../../kubernetes/value';
import { formatSettingsPath } from '../../settings/place';

/** The changes of an object in words, those at one place together. */
export function describeChanges(object: unknown, changes: readonly Change[]): string {
  const places = new Map<string, string[]>();
  for (const change of changes) {
    const { at, what } = describe(object, change);
    places.set(at, [...places.get(at) ?? [], what]);
  }
  return [...places].map(([at, whats]) => `${at} ${whats.join(', ')}`).join('; ');
}

function describe(object: unknown, change: Change): { readonly at: string; readonly what: string } {
  if (change.type === 'append') return { at: `${formatSettingsPath(change.path)} gets`, what: shown(change.value) };
  const around = formatSettingsPath(change.path.slice(0, -1));
  const key = change.path[change.path.length - 1];
  if (change.type === 'set') return { at: `${around} gets`, what: `${key}: ${shown(change.value)}` };
  return { at: `${around} loses`, what: typeof key === 'number' ? shown(valueAt(object, change.path)) : key };
}

function shown(value: unknown): string {
  return isMap(value) && Array.isArray(value.hosts) ? `a listener with ${value.hosts.map((host) => `"${String(host)}"`).join(', ')}` : `"${String(value)}"`;
}
