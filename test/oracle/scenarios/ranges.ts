import { KubernetesObject } from '../../../src/kubernetes/object';
import { Random } from '../generate/random';

/** Addresses of others, which no case gives to anybody. */
export const outside = ['203.0.113.10', '93.184.215.14', '8.8.8.8', '142.251.36.4', '52.1.2.3'];

/** The addresses and ranges (IPv4) that ServiceEntries register. */
export function registeredRanges(objects: readonly KubernetesObject[]): readonly string[] {
  const all = objects.filter(({ kind }) => kind === 'ServiceEntry').flatMap(({ spec }) => (spec as { addresses?: readonly string[] } | undefined)?.addresses ?? []);
  return [...new Set(all)].filter((range) => isAddress(range.replace('/', '')));
}

export function isAddress(host: string): boolean {
  return /^[\d.]+$/.test(host);
}

/** An address of the range. */
export function addressIn(random: Random, range: string): string {
  const [first, length] = range.split('/');
  if (length === undefined) return first;
  const size = 2 ** (32 - Number(length));
  const start = Math.floor(numberOf(first) / size) * size;
  return addressOf(start + random.below(size));
}

/** Whether the range holds the address. */
export function holds(range: string, address: string): boolean {
  const [first, length = '32'] = range.split('/');
  const size = 2 ** (32 - Number(length));
  return Math.floor(numberOf(first) / size) === Math.floor(numberOf(address) / size);
}

function numberOf(address: string): number {
  return address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}

function addressOf(number: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.');
}
