/** What a document is that was read and holds no object that is looked at. */
export const PASSED_OVER = {
  'scalar': 'it is a text',
  'sequence': 'it is a list',
  'not-a-manifest': 'it has no apiVersion and kind',
  'sops': 'it is encrypted by SOPS',
  'helm-template': 'it is a template of Helm',
} as const;

/** A document that was passed over, and what it is instead of a manifest. */
export interface PassedOver {
  readonly file: string;
  readonly line: number;
  readonly type: keyof typeof PASSED_OVER;
  readonly text: string;
}
