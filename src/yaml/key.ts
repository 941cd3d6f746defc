import { Node } from './node';
import { ReadingProblem } from './reading-problem';
import { scalarValue, wholeNumber } from './scalar';

/** The key as kubectl's conversion to JSON writes it: `on` is "true", `0777` is "511". Throws a ReadingProblem where kubectl refuses it. */
export function keyText(key: Node): string {
  if (key.type !== 'scalar') throw new ReadingProblem('key-not-a-scalar', {}, key.start);
  const value = scalarValue(key);
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  const whole = typeof value === 'number' ? wholeNumber(key.text) : undefined;
  if (value === null || (whole !== undefined && whole >= 2n ** 63n)) throw new ReadingProblem('key-refused', { key: key.text }, key.start);
  return whole === undefined ? shortFloat(value) : String(whole);
}

/** The number as Go's FormatFloat(value, 'g', -1, 32) writes it. */
function shortFloat(value: number): string {
  const single = Math.fround(value);
  let short = value.toExponential(0);
  for (let digits = 1; Math.fround(Number(short)) !== single && digits < 9; digits++) short = value.toExponential(digits);
  const [mantissa, power] = short.split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(Number(short));
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
