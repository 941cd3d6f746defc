import { finding } from '../../src/message/catalogue';
import { Finding } from '../../src/message/message';
import { Report } from '../../src/report/report';

export const error: Finding = finding('sidecar-selector-empty', { sidecar: 'Sidecar shop/default' }, { file: 'deploy/shop.yaml', line: 14, column: 3, object: 'Sidecar shop/default' });
export const warning: Finding = finding('sidecar-policy-empty', { sidecar: 'Sidecar shop/default' }, { file: 'deploy/shop.yaml', line: 20, column: 3, object: 'Sidecar shop/default' });
export const info: Finding = finding('speedscale-not-in-sight', {});

export function report(...findings: Finding[]): Report {
  const calls = { asked: 23, allowed: 20, byPassthrough: 0, blocked: 3, unknown: 0, notEnforced: 0, servedBy: ['ServiceEntry speedscale/speedscale-external-svc-https'] };
  return { findings, known: [], ignored: [], calls, read: { files: 2, objects: 3, passedOver: [{ file: 'chart/templates/web.yaml', line: 1, why: 'a Helm template' }] } };
}
