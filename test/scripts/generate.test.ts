import { readFileSync } from 'node:fs';
import { annotationFiles } from '../../scripts/generate/annotations';

test.each(Object.entries(annotationFiles()))('%s is what the table of annotations makes of it', (path, text) => {
  expect(readFileSync(path, 'utf8')).toBe(text);
});
