import { define } from './message';

/** Messages about reading YAML, and about edits of its text. */
export const readingMessages = {
  'document-not-yaml': define({
    severity: 'error',
    example: { problem: 'missed comma between flow collection entries' },
    fact: ({ problem }) => `the document cannot be read from here: ${problem}`,
    fix: () => 'repair the YAML; "kubectl apply --dry-run=client -f FILE" refuses it too',
  }),
  'document-too-deep': define({
    severity: 'error',
    example: { limit: 400 },
    fact: ({ limit }) => `maps and lists are nested more than ${limit} deep here`,
    fix: () => 'flatten them: no manifest needs that',
  }),
  'document-too-large': define({
    severity: 'error',
    example: { megabytes: '51.2', limit: 50 },
    fact: ({ megabytes, limit }) => `the document has ${megabytes} MB, and one document may have ${limit}`,
    fix: () => 'separate its objects by lines "---"; a stream of many documents may be larger',
  }),
  'file-not-utf-8': define({
    severity: 'error',
    example: {},
    fact: () => 'the file is neither UTF-8 nor UTF-16 with a byte order mark, and Kubernetes reads nothing else',
    fix: () => 'save it as UTF-8',
  }),
  'separator-with-content': define({
    severity: 'error',
    example: { content: '{kind: Service}' },
    fact: ({ content }) => `"${content}" stands on the line of "---", and kubectl refuses that`,
    fix: () => 'begin the document on the next line',
  }),
  'text-after-document-end': define({
    severity: 'warning',
    example: {},
    fact: () => 'the document ends before this line, by "..." or since the line is less indented than the first one; kubectl drops the rest, and so it is not read here either',
    fix: () => 'separate documents by "---", and begin all keys of one in the same column',
  }),
  'alias-without-anchor': define({
    severity: 'error',
    example: { name: 'labels' },
    fact: ({ name }) => `"*${name}" stands for an anchor that the document does not hold before it`,
    fix: ({ name }) => `put "&${name}" before the value that is meant, in the same document`,
  }),
  'anchor-contains-itself': define({
    severity: 'error',
    example: { name: 'labels' },
    fact: ({ name }) => `"*${name}" stands inside the value of its own anchor`,
    fix: ({ name }) => `take "*${name}" out`,
  }),
  'aliases-out-of-proportion': define({
    severity: 'error',
    example: { name: 'labels' },
    fact: ({ name }) => `with "*${name}" nearly all of the document consists of copies made by aliases, and kubectl refuses that`,
    fix: () => 'write the values out, or leave them out',
  }),
  'merge-not-a-map': define({
    severity: 'error',
    example: {},
    fact: () => '"<<" merges something other than a map or a list of maps',
    fix: () => 'give it an alias of a map, or quote the key "<<" where a key is meant',
  }),
  'key-not-a-scalar': define({
    severity: 'error',
    example: {},
    fact: () => 'a map or a list is the key of a map here, and JSON has only strings as keys',
    fix: () => 'write a string; quote it where it begins with "{" or "["',
  }),
  'key-refused': define({
    severity: 'error',
    example: { key: '~' },
    fact: ({ key }) => `"${key}" is read as null, or as a number beyond 2^63, and kubectl takes neither as a key`,
    fix: ({ key }) => `put the key into quotes: "${key}"`,
  }),
  'number-not-finite': define({
    severity: 'error',
    example: { value: '.inf' },
    fact: ({ value }) => `"${value}" is read as a number that JSON does not have, and kubectl refuses it`,
    fix: ({ value }) => `put it into quotes: "${value}"`,
  }),
  'value-not-of-its-tag': define({
    severity: 'error',
    example: { value: 'seven', tag: '!!int' },
    fact: ({ value, tag }) => `"${value}" is not what its tag ${tag} says`,
    fix: ({ tag }) => `take ${tag} away, or write a value that fits it`,
  }),
  'metadata-not-strings': define({
    severity: 'error',
    example: { path: 'metadata.annotations["sidecar.speedscale.com/inject"]', kind: '"true", a boolean' },
    fact: ({ path, kind }) => `${path} is ${kind}, and Kubernetes takes only strings there`,
    fix: () => 'put the value into quotes',
  }),
  'metadata-not-a-map': define({
    severity: 'error',
    example: { path: 'metadata.labels', kind: 'a list' },
    fact: ({ path, kind }) => `${path} is ${kind}, and has to be a map`,
    fix: () => 'write "key: value" lines under it',
  }),
  'edit-through-alias': define({
    severity: 'error',
    example: { path: 'spec.template.metadata', name: 'meta' },
    fact: ({ path, name }) => `${path} is the alias "*${name}": an edit would change every place that shares the value`,
    fix: ({ path }) => `write ${path} out here, or make the change by hand`,
  }),
  'edit-of-shared-value': define({
    severity: 'error',
    example: { path: 'spec.template.metadata', name: 'meta' },
    fact: ({ path, name }) => `${path} carries the anchor "&${name}", and an alias uses it elsewhere: an edit would change that place too`,
    fix: ({ name }) => `write the value out where "*${name}" stands, or make the change by hand`,
  }),
  'edit-beside-merge': define({
    severity: 'error',
    example: { path: 'metadata' },
    fact: ({ path }) => `${path} merges another map by "<<", so an edit could hide or be hidden by what it holds`,
    fix: () => 'write the merged entries out, or make the change by hand',
  }),
  'edit-of-duplicate-key': define({
    severity: 'error',
    example: { path: 'metadata.annotations' },
    fact: ({ path }) => `${path} is there twice, and which of the two counts depends on who reads it`,
    fix: () => 'join the two',
  }),
  'edit-not-of-its-kind': define({
    severity: 'error',
    example: { path: 'metadata.annotations', found: 'a list', wanted: 'a map' },
    fact: ({ path, found, wanted }) => `${path} is ${found}, and the edit needs ${wanted} there`,
    fix: ({ path, wanted }) => `make ${path} ${wanted}`,
  }),
  'edit-of-other-line-breaks': define({
    severity: 'error',
    example: {},
    fact: () => 'a line ends in CR alone, or in a line break of Unicode, and an edit by lines would join it with the next',
    fix: () => 'save the file with LF or CRLF as line ends',
  }),
  'edit-of-utf-16': define({
    severity: 'error',
    example: {},
    fact: () => 'the file is UTF-16, and only UTF-8 is edited',
    fix: () => 'save it as UTF-8',
  }),
  'edit-would-lose-comment': define({
    severity: 'error',
    example: {},
    fact: () => 'what is to be taken out stands before a comment that would go with it',
    fix: () => 'take it out by hand',
  }),
};
