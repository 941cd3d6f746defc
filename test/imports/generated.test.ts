import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copiesOf, sources } from '../../scripts/import/sources';

const committed = (group: string) => readFileSync(join('imports', `${group}.ts`), 'utf8');

test.each(sources)('the file of $group names the release and the public source that it comes from', ({ group }) => {
  const [first, second] = committed(group).split('\n');
  expect(first).toMatch(/^\/\/ Generated from the CustomResourceDefinitions of (Istio|Speedscale operator chart) \d/);
  expect(second).toMatch(/^\/\/ Source: https:\/\//);
});

const copies = sources.flatMap((source) => copiesOf(source).map((copy) => ({ ...source, ...copy })));

for (const { group, option, name, file } of copies) {
  (file === undefined ? test.skip : test)(`importing ${group} again, from ${name}, gives the committed file, byte for byte`, () => {
    const output = mkdtempSync(join(tmpdir(), 'imports-'));
    try {
      const script = ['node_modules/.bin/tsx', 'scripts/import.ts', option, `--${option}`, file!, '--output', output];
      execFileSync(process.execPath, script, { stdio: 'ignore' });
      expect(readFileSync(join(output, `${group}.ts`), 'utf8')).toBe(committed(group));
    } finally {
      rmSync(output, { recursive: true, force: true });
    }
  }, 60_000);
}

/** `InManifest` takes a field's name for the one in the manifest; the generated class writes some others. */
test('the fields of Istio that the project writes have one name in imports/ and in a manifest', () => {
  const renamed = [...committed('networking.istio.io').matchAll(/^ {4}'(\w+)': .*?\bobj\.(\w+)/gm)].filter(([, name, field]) => name !== field).map(([, name]) => name);
  expect(renamed).toEqual(['mirror_percent']);
});
