/** Messages about the check of a mesh. */
export const checkMessages = {};
