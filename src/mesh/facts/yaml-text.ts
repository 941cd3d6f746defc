import { readStream } from '../../yaml/read';

/** Reads the YAML in a text of an object, such as a ConfigMap's: its first document, or why it cannot be read. */
export function readYamlText(text: string): { readonly value: unknown } | { readonly problem: string } {
  const [document] = readStream(text);
  if (document === undefined || 'value' in document) return { value: document?.value };
  return { problem: 'finding' in document ? document.finding.fact : 'it is a template that has to be rendered' };
}
