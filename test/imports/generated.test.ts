import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const sources = ['../shared/istio/crd-all.gen.yaml', '../shared/speedscale/trafficreplays.crd.yaml'];
const here = sources.every((source) => existsSync(source));
const generated = ['networking.istio.io.ts', 'speedscale.com.ts'];

test.each(generated)('%s names the release and the public source that it comes from', (file) => {
  const [first, second] = readFileSync(join('imports', file), 'utf8').split('\n');
  expect(first).toMatch(/^\/\/ Generated from the CustomResourceDefinitions of (Istio|Speedscale operator chart) \d/);
  expect(second).toMatch(/^\/\/ Source: https:\/\//);
});

(here ? describe : describe.skip)('with the CustomResourceDefinitions beside the repository', () => {
  test('importing again gives the committed files, byte for byte', () => {
    const output = mkdtempSync(join(tmpdir(), 'imports-'));
    try {
      execFileSync(process.execPath, ['node_modules/.bin/tsx', 'scripts/import.ts', '--output', output], { stdio: 'ignore' });
      for (const file of generated) {
        expect(readFileSync(join(output, file), 'utf8')).toBe(readFileSync(join('imports', file), 'utf8'));
      }
    } finally {
      rmSync(output, { recursive: true, force: true });
    }
  }, 60_000);
});
