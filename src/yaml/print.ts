/**
 * Objects as one manifest, with the bytes that cdk8s's `Yaml.stringify` gives them (version 2.70: YAML 1.1, so that whatever an
 * older reader would take for a number or a boolean is quoted). cdk8s itself is not asked: it takes longer to load than to print.
 */
export function printManifest(objects: readonly unknown[]): string {
  return objects.map((object) => library().stringify(object, { version: '1.1', lineWidth: 0, keepUndefined: true })).join('---\n');
}

/** To load it takes 27 ms, more than most commands take, and most print nothing. */
function library(): typeof import('yaml') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('yaml') as typeof import('yaml');
}
