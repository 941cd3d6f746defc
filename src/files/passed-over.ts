import { basename } from 'node:path';
import { PassedOver, TextPassedOver } from './manifests-read';
import { finding } from '../message/catalogue';
import { Finding } from '../message/message';

/** What is passed over, and why, as a clause. */
export const PASSED_OVER: Readonly<Record<PassedOver['type'], string>> = {
  'scalar': 'it is a text',
  'sequence': 'it is a list',
  'not-a-manifest': 'it has no apiVersion and kind',
  'sops': 'it is encrypted by SOPS',
  'git-crypt': 'it is encrypted by git-crypt',
  'helm-template': 'it is a template of Helm',
  'jinja-template': 'it is a template of Jinja',
  'hidden-folder': 'it is a hidden folder',
  'installed-packages': 'it holds the packages that npm installs',
  'link-outside': 'it is a link that leads out of the folder',
};

type Text = TextPassedOver & Pick<PassedOver, 'type'>;

/**
 * What was passed over in one tree of manifests and is not so in the older one: nobody compared it, and a cluster may get it. What has
 * gone is named where nothing else in a file of its name is.
 */
export function changesPassedOver(now: readonly PassedOver[], before: readonly PassedOver[]): readonly Finding[] {
  const [texts, olderTexts] = [now, before].map((each) => each.flatMap(textsOf));
  const added = without(texts, olderTexts);
  const named = new Set(added.map(({ file }) => basename(file)));
  const gone = without(olderTexts, texts).filter(({ file }) => !named.has(basename(file)));
  return [...added.map((text) => change(text, false)), ...gone.map((text) => change(text, true))];
}

function textsOf({ type, texts }: PassedOver): readonly Text[] {
  return texts().map((text) => ({ ...text, type }));
}

function change({ file, line, type }: Text, isGone: boolean): Finding {
  return finding('passed-over-changed', { path: file, because: PASSED_OVER[type], isGone }, { file, line });
}

/** The texts that others do not have as often. */
function without(texts: readonly Text[], others: readonly Text[]): readonly Text[] {
  const left = new Map<string, number>();
  for (const { text } of others) left.set(text, (left.get(text) ?? 0) + 1);
  return texts.filter(({ text }) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
}
