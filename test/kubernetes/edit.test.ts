import { Edit, withEdits } from '../../src/kubernetes/edit';

const object = { metadata: { annotations: { a: '1' } }, spec: { egress: [{ hosts: ['./*'] }, { port: { number: 443 }, hosts: ['x/*'] }] } };

test.each<[string, Edit, unknown]>([
  ['sets an entry of a map', { type: 'set', path: ['metadata', 'annotations', 'b'], value: '2' }, { ...object, metadata: { annotations: { a: '1', b: '2' } } }],
  ['makes the maps on the way', { type: 'set', path: ['spec', 'template', 'x'], value: '2' }, { ...object, spec: { ...object.spec, template: { x: '2' } } }],
  ['appends what is missing', { type: 'append', path: ['spec', 'egress', 0, 'hosts'], items: ['./*', 'y/*'] }, { ...object, spec: { egress: [{ hosts: ['./*', 'y/*'] }, object.spec.egress[1]] } }],
  ['puts a map behind the last item', { type: 'append', path: ['spec', 'egress', 2, 'hosts'], items: ['y/*'] }, { ...object, spec: { egress: [...object.spec.egress, { hosts: ['y/*'] }] } }],
  ['makes no first item of a list that is not there', { type: 'append', path: ['spec', 'ingress', 0, 'hosts'], items: ['y'] }, { ...object, spec: { ...object.spec, ingress: undefined } }],
  ['leaves a list alone where the item is further away', { type: 'append', path: ['spec', 'egress', 3, 'hosts'], items: ['y'] }, object],
  ['removes an entry, and the maps that this leaves empty', { type: 'remove', path: ['metadata', 'annotations', 'a'] }, { spec: object.spec }],
  ['removes nothing that is not there', { type: 'remove', path: ['metadata', 'labels', 'a'] }, object],
  ['takes strings out of a list', { type: 'take', path: ['spec', 'egress', 1, 'hosts'], items: ['./*'] }, object],
  ['takes an item with its last string only where nothing else is in it', { type: 'take', path: ['spec', 'egress', 0, 'hosts'], items: ['./*'] }, { ...object, spec: { egress: [object.spec.egress[1]] } }],
])('an edit %s', (_, edit, expected) => {
  const before = JSON.stringify(object);
  expect(withEdits(object, [edit])).toEqual(expected);
  expect(JSON.stringify(object)).toBe(before);
});

test('what no edit touches is shared with the object as it was', () => {
  expect(withEdits(object, [{ type: 'set', path: ['metadata', 'annotations', 'b'], value: '2' }]).spec).toBe(object.spec);
});
