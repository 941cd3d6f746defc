/** By its mark in hexadecimal digits. */
const ENCODINGS: Readonly<Record<string, string>> = { fffe: 'utf-16le', feff: 'utf-16be' };

/**
 * The text of bytes that are UTF-16 and begin with a byte order mark, which the text keeps; `undefined` for any others. Half of a character
 * becomes U+FFFD, as for kubectl.
 */
export function decodeUtf16(bytes: Buffer): string | undefined {
  const encoding = ENCODINGS[bytes.toString('hex', 0, 2)];
  return encoding && new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}
