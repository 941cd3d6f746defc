/** A part of a file, by its bytes, and the text that comes in its place. Edits stand in the order of the file and do not overlap. */
export interface ByteEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A file after its edits, in pieces: what stays is not copied. */
export function edited(bytes: Buffer, edits: readonly ByteEdit[]): readonly (Buffer | string)[] {
  let from = 0;
  const pieces = edits.flatMap(({ start, end, text }) => {
    const kept = bytes.subarray(from, start);
    from = end;
    return [kept, text];
  });
  return [...pieces, bytes.subarray(from)];
}
