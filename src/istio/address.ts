import { isIP } from 'node:net';

/** The address of a listener for everything that has no listener of its own. */
export const ANY_ADDRESS = '0.0.0.0';

/** Whether the text is an IP address. */
export function isAddress(text: string): boolean {
  return isIP(text) !== 0;
}

/** A range of addresses as `10.0.0.0/8`; `undefined` where the text is none. A bare address is a range of one. */
export interface Range {
  readonly bits: bigint;
  readonly length: number;
  readonly width: 32 | 128;
}

export function parseRange(text: string): Range | undefined {
  const [address, length, ...rest] = text.split('/');
  const width = isIP(address) === 4 ? 32 : 128;
  if (!isAddress(address) || rest.length > 0 || address.includes('%')) return undefined;
  if (length === undefined) return { bits: addressBits(address), length: width, width };
  return /^(0|[1-9]\d{0,2})$/.test(length) && Number(length) <= width ? { bits: addressBits(address), length: Number(length), width } : undefined;
}

export function contains(range: Range, address: string): boolean {
  const found = parseRange(address);
  return found !== undefined && covers(range, found);
}

/** Whether a range holds every address of the other. */
export function covers(range: Range, other: Range): boolean {
  return range.width === other.width && range.length <= other.length && prefix(range, range.length) === prefix(other, range.length);
}

/** Two ranges with one text here hold the same addresses. */
export function rangeKey(range: Range): string {
  return `${range.width}:${prefix(range, range.length)}/${range.length}`;
}

/** Whether a range has an address that none of the narrower ranges holds and that is not `taken`. */
export function hasRoom(range: Range, ranges: readonly Range[], taken: ReadonlySet<string>): boolean {
  const narrower = ranges.filter(({ width, length }) => width === range.width && length > range.length);
  for (let at = startOf(range); at < endOf(range);) {
    const inside = narrower.find((other) => at >= startOf(other) && at < endOf(other));
    if (inside === undefined && !taken.has(addressText(at, range.width))) return true;
    at = inside === undefined ? at + 1n : endOf(inside);
  }
  return false;
}

/** The bits of the first address. */
function startOf(range: Range): bigint {
  return prefix(range, range.length) * sizeOf(range);
}

/** The bits behind the last address. */
function endOf(range: Range): bigint {
  return startOf(range) + sizeOf(range);
}

function sizeOf({ width, length }: Range): bigint {
  return 2n ** BigInt(width - length);
}

/** The first bits of a range. */
function prefix({ bits, width }: Range, length: number): bigint {
  return bits / 2n ** BigInt(width - length);
}

function addressBits(address: string): bigint {
  return isIP(address) === 4
    ? address.split('.').reduce((bits, part) => bits * 256n + BigInt(part), 0n)
    : groupsOf(address).reduce((bits, group) => bits * 65536n + BigInt(parseInt(group, 16)), 0n);
}

function addressText(bits: bigint, width: Range['width']): string {
  const [size, radix, separator] = width === 32 ? [8, 10, '.'] as const : [16, 16, ':'] as const;
  const parts = Array.from({ length: width / size }, (_, part) => BigInt.asUintN(size, bits / 2n ** BigInt(width - size * (part + 1))));
  return parts.map((part) => part.toString(radix)).join(separator);
}

function groupsOf(address: string): readonly string[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const hex = (high: string, low: string) => (Number(high) * 256 + Number(low)).toString(16);
  const text = dotted === null ? address : `${dotted[1]}${hex(dotted[2], dotted[3])}:${hex(dotted[4], dotted[5])}`;
  const [head, tail] = text.split('::').map((part) => part === '' ? [] : part.split(':'));
  return tail === undefined ? head : [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
}
