import { ConfigSource } from './merge-configs';
import { finding } from '../message/catalogue';
import { Finding } from '../message/message';
import { duplicateKeys } from '../yaml/duplicate-keys';
import { placeOfKey, placeOfValue } from '../yaml/path';
import { readStream } from '../yaml/read';

/** A config file as it was read: the source, or why there is none. */
export interface ReadConfig {
  readonly source?: ConfigSource;
  readonly findings: readonly Finding[];
}

/**
 * Reads a config file. It is one document of YAML or JSON, without a key that is there twice; what it holds is for `resolveConfig` to check.
 * @param file the name under which findings cite it
 */
export function readConfig(text: string | Buffer, file: string): ReadConfig {
  const documents = [...readStream(text, { file })];
  const findings = documents.flatMap((document) => 'finding' in document ? [document.finding] : []);
  if (findings.some(({ severity }) => severity === 'error')) return { findings };
  const read = documents.flatMap((document) => 'value' in document && document.type !== 'empty' ? [document] : []);
  if (documents.some(({ type }) => type === 'helm-template' || type === 'jinja-template')) return { findings: [...findings, finding('settings-are-a-template', {}, { file })] };
  if (read.length !== 1) return { findings: [...findings, finding('settings-not-one-document', { count: read.length }, { file })] };
  const [document] = read;
  const { source, root } = document;
  const twice = root === undefined ? [] : duplicateKeys(root).map(({ key, start }) => finding('settings-key-twice', { key }, source.placeOf(start)));
  return {
    source: {
      value: document.value,
      placeOf: (path) => placeOfValue(document, path),
      placeOfKey: (path) => placeOfKey(document, path),
    },
    findings: [...findings, ...twice],
  };
}
