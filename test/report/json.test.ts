import { error, report, warning } from './findings';
import { fingerprint } from '../../src/report/fingerprint';
import { jsonReport } from '../../src/report/json';

test('the report as JSON has everything, in the documented shape', () => {
  expect(JSON.parse(jsonReport({ ...report(error), ignored: [{ finding: warning, reason: 'meant' }] }))).toEqual({
    version: 1,
    summary: { error: 1, warning: 0, info: 0, known: 0, ignored: 1 },
    calls: { asked: 23, allowed: 20, byPassthrough: 0, blocked: 3, unknown: 0, notEnforced: 0, servedBy: ['ServiceEntry speedscale/speedscale-external-svc-https'] },
    findings: [{
      id: error.id, severity: 'error', file: 'deploy/shop.yaml', line: 14, column: 3, object: 'Sidecar shop/default', fact: error.fact, fix: error.fix, fingerprint: fingerprint(error),
    }],
    known: [],
    ignored: [expect.objectContaining({ id: warning.id, reason: 'meant' })],
    read: { files: 2, objects: 3, passedOver: [{ file: 'chart/templates/web.yaml', line: 1, why: 'a Helm template' }] },
  });
});
