import { App, Chart } from 'cdk8s';

/** The ids of the errors for which cdk8s refuses to render an app or a chart; none where it renders. */
export function validationIds(rendered: App | Chart): readonly string[] {
  try {
    if (rendered instanceof Chart) rendered.toJson(); else rendered.synth();
  } catch (error) {
    return [...String(error).matchAll(/error {2}(\S+)/g)].map(([, id]) => id);
  }
  return [];
}
