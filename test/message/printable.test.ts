import { printable } from '../../src/message/printable';

test.each([
  ['an escape sequence', '\u001b[2J', '\\u001b[2J'], ['a bell', '\u0007', '\\u0007'], ['a null', '\u0000', '\\u0000'], ['a backspace', 'a\b', 'a\\u0008'],
  ['line breaks', 'a\r\nb\n', 'a\\r\\nb\\n'], ['a tab', '\t', '\\t'], ['DEL', '\u007f', '\\u007f'],
  ['the control sequence introducer of C1', '\u009b2J', '\\u009b2J'], ['the next line of C1', '\u0085', '\\u0085'],
  ['separators of lines and paragraphs', '\u2028\u2029', '\\u2028\\u2029'],
  ['marks of direction', '\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069', '\\u061c\\u200e\\u200f\\u202a\\u202b\\u202c\\u202d\\u202e\\u2066\\u2067\\u2068\\u2069'],
])('%s is escaped', (_, text, expected) => {
  expect(printable(text)).toBe(expected);
});

test.each([
  'Deployment shop/web', 'größe', '日本語', 'a::b', 'a :: b', '# a', '## a', 'a##b', '##', '[##]', ':', 'a: b', '\u00a0', '👍🏽', '\u200d', 'C:\\x', '"\\u001b"',
])('%j stays as it is', (text) => {
  expect(printable(text)).toBe(text);
});

test.each([
  ['::error::x', '\\u003a:error::x'], ['  ::error::x', '  \\u003a:error::x'], ['\u00a0\u3000::error::x', '\u00a0\u3000\\u003a:error::x'], [':::', '\\u003a::'],
  ['a ##[error]x', 'a #\\u0023[error]x'], ['##[group]', '#\\u0023[group]'], ['##vso[task.setvariable]x', '#\\u0023vso[task.setvariable]x'], ['###[error]x', '##\\u0023[error]x'],
  ['\n::error::x', '\\n::error::x'],
])('a line that a CI system takes for a command is none any more: %j', (text, expected) => {
  expect(printable(text)).toBe(expected);
});

test.each(['\u001b[31m\n::error::x ##[error]y', '##'.repeat(10), '::'.repeat(10)])('what is printable already stays so: %j', (text) => {
  expect(printable(printable(text))).toBe(printable(text));
});
