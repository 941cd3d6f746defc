import { define } from './message';
import { counted, inSentence } from './text';

/** Messages about a cdk8s app as a whole. */
export const appMessages = {
  'object-defined-twice': define({
    severity: 'error',
    example: { object: 'ServiceEntry speedscale/speedscale-external-svc-https', other: 'app/mesh/hosts' },
    fact: ({ object, other }) => `${object} is already defined, by the construct "${other}"`,
    fix: () => 'define it once, or give one of the two another name; if they are for different meshes, state "scope" of SpeedscaleOnIstio',
  }),
  'construct-in-no-mesh': define({
    severity: 'error',
    example: { object: 'Deployment shop/web', meshes: '"east/speedscale" and "west/speedscale"' },
    fact: ({ object, meshes }) => `${object} is outside the scope of every SpeedscaleOnIstio of the app: ${meshes}`,
    fix: () => 'state a "scope" that holds it; if it belongs to none of these meshes, define one in its chart, with "emit: []" to generate nothing',
  }),
  'construct-in-several-meshes': define({
    severity: 'error',
    example: { object: 'Deployment shop/web', meshes: '"east/speedscale" and "west/speedscale"' },
    fact: ({ object, meshes }) => `${object} is in the scope of ${meshes}, and it can belong to one mesh only`,
    fix: () => 'state "scope" of each SpeedscaleOnIstio so that one of them holds it: a chart, or a construct inside a chart',
  }),
  'mesh-scope-elsewhere': define({
    severity: 'error',
    example: {},
    fact: () => '"scope" is a construct of another app',
    fix: () => 'use a construct of the same app: a chart, or one that holds charts',
  }),
  'mesh-about-whole-app': define({
    severity: 'info',
    example: {},
    fact: () => 'an object of another chart counts here, since this is the only SpeedscaleOnIstio of the app so far',
    fix: () => 'if the other chart is for another mesh, state "scope": for example the chart of this one',
  }),
  'mesh-decided-too-early': define({
    severity: 'error',
    example: { added: ['Sidecar shop/default'], dropped: ['Sidecar cart/default'], changed: ['ServiceEntry speedscale/speedscale-external-svc-https'] },
    fact: ({ added, dropped, changed }) => `it was decided before the app was complete; now it would ${inSentence([
      ...added.map((object) => `add ${object}`), ...dropped.map((object) => `drop ${object}`), ...changed.map((object) => `change ${object}`),
    ])}`,
    fix: () => 'define it after the other objects of its mesh; if the app has several meshes, state its "scope"',
  }),
  'output-file-shared': define({
    severity: 'error',
    example: { file: 'Sidecar.default.k8s.yaml', constructs: ['mesh/root', 'mesh/speedscale/sidecar-shop'], charts: false },
    fact: ({ file, constructs, charts }) => `cdk8s would write ${counted(constructs.length, charts ? 'chart' : 'object')} to the file "${file}" and keep only the last: ${
      inSentence(constructs.map((path) => `"${path}"`))}. ${charts ? 'It names the file by the path of the chart' : 'It names the file by kind and name, without the namespace'}`,
    fix: ({ charts }) => charts ? 'give one of the charts another id'
      : 'set "yamlOutputType" of the app to YamlOutputType.FILE_PER_CHART, or give the objects different names',
  }),
};
