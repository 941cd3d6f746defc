import { isMap } from '../../kubernetes/value';
import { writeScalar } from '../../yaml/splice/write';

/** A line of drafted settings: a key that is set, one that is left for the reader to set, or a remark alone. */
export interface DraftLine {
  readonly isSet: boolean;
  /** Empty for a remark. */
  readonly text: string;
  readonly remark: string;
}

/** A key of the settings that manifests prove, or what belongs to it. */
export function set(text: string, said = ''): DraftLine {
  return { isSet: true, text, remark: said };
}

/** A key that is commented out. */
export function unset(text: string, said = ''): DraftLine {
  return { isSet: false, text, remark: said };
}

export function remark(said: string): DraftLine {
  return { isSet: false, text: '', remark: said };
}

/** A part of `spec`. Where nothing in it is set it is commented out as a whole: a key without a value is a mistake in settings. */
export function section(key: string, lines: readonly DraftLine[]): string {
  const isSet = lines.some((line) => line.isSet);
  const margin = isSet ? '  ' : '  # ';
  return [`${key}:`, ...lines.map((line) => `  ${written(line, !isSet)}`)].map((line) => `${margin}${line}\n`).join('');
}

/** @param within whether the line stands in a section that is commented out already */
function written({ isSet, text, remark: said }: DraftLine, within: boolean): string {
  const comment = said === '' ? '' : `# ${inComment(said)}`;
  if (text === '') return comment;
  const line = comment === '' ? text : `${text}  ${comment}`;
  return isSet || within ? line : `# ${line}`;
}

/**
 * Text that may hold anything, such as a file's name, inside a comment: no line ends there, no character that YAML refuses, and no
 * braces by which a template is told.
 */
export function inComment(text: string): string {
  return text.replace(/[^\t\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/gu, '?').replaceAll('{{', '{ {');
}

/** A value on one line. */
export function inFlow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inFlow).join(', ')}]`;
  if (isMap(value) && Object.keys(value).length === 0) return '{}';
  if (isMap(value)) return `{ ${Object.entries(value).map(([key, part]) => `${inFlow(key)}: ${inFlow(part)}`).join(', ')} }`;
  return typeof value === 'string' ? writeScalar(value, 'plain') : JSON.stringify(value);
}
