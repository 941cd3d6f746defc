import { yamlLibrary } from './libraries';

/**
 * Objects as one manifest, with the bytes that cdk8s's `Yaml.stringify` gives them (version 2.70: YAML 1.1, so that whatever an
 * older reader would take for a number or a boolean is quoted). cdk8s itself is not asked: it takes longer to load than to print.
 */
export function printManifest(objects: readonly unknown[]): string {
  return objects.map((object) => yamlLibrary().stringify(object, { version: '1.1', lineWidth: 0, keepUndefined: true })).join('---\n');
}
