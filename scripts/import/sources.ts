import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** CustomResourceDefinitions, and where they are. */
export interface Source {
  /** The option that names another file or URL. */
  readonly option: 'istio' | 'speedscale';
  readonly group: string;
  readonly kinds: readonly string[];
  /** Printed into the generated file. */
  readonly release: string;
  readonly url: string;
  /** A copy beside the repository. */
  readonly beside: string;
  /** A Go module that holds the file too. */
  readonly goModule?: { readonly module: string; readonly file: string };
}

const ISTIO = '1.30.3';

export const sources: readonly Source[] = [
  {
    option: 'istio',
    group: 'networking.istio.io',
    kinds: ['ServiceEntry', 'Sidecar', 'VirtualService'],
    release: `Istio ${ISTIO}`,
    url: `https://raw.githubusercontent.com/istio/api/${ISTIO}/kubernetes/customresourcedefinitions.gen.yaml`,
    beside: '../shared/istio/crd-all.gen.yaml',
    goModule: { module: `istio.io/api@v${ISTIO}`, file: 'kubernetes/customresourcedefinitions.gen.yaml' },
  },
  {
    option: 'speedscale',
    group: 'speedscale.com',
    kinds: ['TrafficReplay'],
    release: 'Speedscale operator chart 2.5.602',
    url: 'https://speedscale.github.io/operator-helm/',
    beside: '../shared/speedscale/trafficreplays.crd.yaml',
  },
];

/** Where a copy of the definitions can be on this machine. */
export interface Copy {
  readonly name: string;
  /** `undefined` where this machine does not have it. */
  readonly file?: string;
}

/** The copies of a source, the one beside the repository first. */
export function copiesOf({ beside, goModule }: Source): readonly Copy[] {
  const copies: Copy[] = [{ name: beside, file: existsSync(beside) ? beside : undefined }];
  if (goModule === undefined) return copies;
  const folder = downloadedModule(goModule.module);
  return [...copies, { name: `the Go module ${goModule.module}`, file: folder === undefined ? undefined : join(folder, goModule.file) }];
}

/** The folder of a Go module in Go's own cache, fetched if need be; `undefined` where there is no Go or it cannot fetch. */
function downloadedModule(module: string): string | undefined {
  const { status, stdout } = spawnSync('go', ['mod', 'download', '-json', module], { cwd: tmpdir(), encoding: 'utf8', timeout: 60_000 });
  return status === 0 ? (JSON.parse(stdout) as { readonly Dir: string }).Dir : undefined;
}
