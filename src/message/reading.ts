/** Messages about reading YAML. */
export const readingMessages = {};
