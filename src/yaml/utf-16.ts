/** The text of bytes that are UTF-16 and begin with a byte order mark, which the text keeps; `undefined` for any others. */
export function decodeUtf16(bytes: Buffer): string | undefined {
  const mark = bytes.length % 2 === 0 ? bytes.toString('hex', 0, 2) : '';
  if (mark === 'fffe') return bytes.toString('utf16le');
  return mark === 'feff' ? Buffer.from(bytes).swap16().toString('utf16le') : undefined;
}
