import { commandLine } from './command-line';
import { define } from './message';

/** Messages about files and folders. */
export const filesMessages = {
  'path-not-found': define({
    severity: 'error',
    example: { path: 'deplyo/', nearest: 'deploy' },
    fact: ({ path }) => `"${path}" does not exist`,
    fix: ({ nearest }) => nearest === '' ? 'name a file or folder that exists' : `the nearest name beside it is "${nearest}"`,
  }),
  'path-not-readable': define({
    severity: 'error',
    example: { path: 'deploy/shop.yaml', reason: 'permission denied' },
    fact: ({ path, reason }) => `"${path}" cannot be read: ${reason}`,
    fix: () => 'name files that the user of this command may read',
  }),
  'path-is-no-file': define({
    severity: 'error',
    example: { path: '/dev/zero' },
    fact: ({ path }) => `"${path}" is neither a file nor a folder`,
    fix: () => 'name a file or a folder, or give the manifests on standard input as "-"',
  }),
  'folder-holds-no-manifest': define({
    severity: 'error',
    example: { path: 'docs/', link: '' },
    fact: ({ path, link }) => `"${path}" holds no manifest${link === '' ? '' : `, and its symbolic link "${link}" leads out of it, so it is not followed`}`,
    fix: ({ link }) => link === '' ? 'name the folder with the YAML or JSON files of the objects' : 'name what the link leads to as a path of its own',
  }),
  'link-not-followed': define({
    severity: 'info',
    example: { path: 'deploy/common', others: 2 },
    fact: ({ path, others }) => `the symbolic link "${path}"${others > 0 ? ` and ${others} more lead` : ' leads'} out of the folder that was named, and ${others > 0 ? 'are' : 'is'} not followed`,
    fix: () => 'name what it leads to as a path of its own',
  }),
  'settings-changed': define({
    severity: 'warning',
    example: { fields: '"exclude" and "ignore"', older: '../base/speedscale.yaml' },
    fact: ({ fields, older }) => `${fields} of the settings is not as in ${older}, and both trees were read by the newer settings: what these leave out is not compared`,
    fix: () => 'look at that change by itself, or check once more with the older settings',
  }),
  'passed-over-changed': define({
    severity: 'warning',
    example: { path: 'deploy/.old/entry.yaml', because: 'it is a hidden folder', isGone: false as boolean },
    fact: ({ path, because, isGone }) => `"${path}" ${isGone ? 'is only in the older tree' : 'is not so in the older tree'}, and nothing compared it: ${because}, and so is passed over`,
    fix: () => 'see that no cluster gets what it holds, or name what the cluster gets as a path of its own, in both trees',
  }),
  'folder-needs-rendering': define({
    severity: 'info',
    example: { path: 'overlays/prod', file: 'kustomization.yaml', others: 2, render: 'kustomize build overlays/prod' },
    fact: ({ path, file, others }) => `"${path}" has a ${file}${others > 0 ? `, and ${others} other folders are rendered too` : ''}: what the cluster gets is the rendering, not these files`,
    fix: ({ render }) => `give the rendering on standard input, as in "${render} | cdk8s-speedscale check -"`,
  }),
  'file-exists': define({
    severity: 'error',
    example: { path: 'speedscale.yaml' },
    fact: ({ path }) => `"${path}" is there already, and init overwrites nothing`,
    fix: () => 'name another file with -o, or print the settings with --stdout and take from them what you need',
  }),
  'settings-file-not-found': define({
    severity: 'error',
    example: { path: 'speedscale.yaml' },
    fact: ({ path }) => `there is no settings file "${path}"`,
    fix: () => 'name it with -c, or write one by "cdk8s-speedscale init"',
  }),
  'file-not-writable': define({
    severity: 'error',
    example: { path: 'dist/speedscale.k8s.yaml', reason: 'permission denied' },
    fact: ({ path, reason }) => `"${path}" cannot be written: ${reason}`,
    fix: ({ reason }) => reason.startsWith('permission') || reason.startsWith('not permitted') ? 'nothing was written; let the user of this command write there'
      : 'nothing was written; repair that, and run the command again',
  }),
  'glob-not-understood': define({
    severity: 'error',
    example: { glob: '**/*.{yaml,yml}', problem: 'only "*", "?" and "**" have a meaning in it' },
    fact: ({ glob, problem }) => `"${glob}" is not a glob that is understood: ${problem}`,
    fix: () => 'write one as "**/testdata", "vendor" or "deploy/*.json", and several for several forms',
  }),
  'files-excluded': define({
    severity: 'info',
    example: { path: 'deploy/testdata', others: 2 },
    fact: ({ path, others }) => `"${path}"${others > 0 ? ` and ${others} more are` : ' is'} excluded, and not read`,
    fix: () => 'nothing, if that is meant; else take the glob out of "exclude" of the settings or of --exclude',
  }),
  'file-not-read': define({
    severity: 'warning',
    example: { path: 'deploy/logo.yaml', reason: 'the file is not UTF-8 text' },
    fact: ({ path, reason }) => `"${path}" is not read: ${reason}; it holds no object that is looked at`,
    fix: ({ path }) => `exclude it, by "exclude" of the settings or by --exclude ${commandLine(path)}`,
  }),
  'output-leads-elsewhere': define({
    severity: 'error',
    example: { path: 'dist/speedscale.k8s.yaml', real: '/home/ci/.profile' },
    fact: ({ path, real }) => `"${path}" is a symbolic link that leads out of its folder, to "${real}": it is neither read nor written`,
    fix: ({ path }) => `remove the link "${path}", or name another folder for the output`,
  }),
  'file-operation-failed': define({
    severity: 'error',
    example: { path: 'deploy/shop.yaml', reason: 'it does not exist' },
    fact: ({ path, reason }) => path === '' ? `the system refuses a file operation: ${reason}` : `the system refuses an operation on "${path}": ${reason}`,
    fix: () => 'see that nothing removes or replaces files while the command runs, and run it again',
  }),
  'working-folder-gone': define({
    severity: 'error',
    example: {},
    fact: () => 'the folder in which the command runs does not exist any more',
    fix: () => 'change to a folder that exists, and run the command again',
  }),
  'output-not-writable': define({
    severity: 'error',
    example: { reason: 'no space is left' },
    fact: ({ reason }) => `standard output cannot be written: ${reason}`,
    fix: () => 'what is there is not whole: write it to another place',
  }),
  'files-written-in-part': define({
    severity: 'error',
    example: { path: 'deploy/shop.yaml', reason: 'permission denied', written: 'deploy/cart.yaml' },
    fact: ({ path, reason, written }) => `"${path}" could not be put in place: ${reason}; "${written}" had been, and each is whole`,
    fix: () => 'repair the cause and run the command again: it goes on where it stopped',
  }),
};
