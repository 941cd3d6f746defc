import { catalogue, finding, MessageId } from '../../src/message/catalogue';
import { formatFinding } from '../../src/message/text';

const ids = Object.keys(catalogue).sort() as MessageId[];

// The one place where the words of a message are reviewed; everywhere else tests name ids.
test.each(ids)('%s is rendered as in this reviewed snapshot', (id) => {
  expect(`\n${formatFinding(finding(id, catalogue[id].example as never))}\n`).toMatchSnapshot();
});

test.each(ids)('%s is named in kebab case and puts its values in double quotes', (id) => {
  expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/);
  const { fact, fix } = finding(id, catalogue[id].example as never);
  expect(`${fact}\n${fix}`).not.toMatch(/undefined|\[object|\bplease\b|\bsorry\b|invalid/i);
});
