/** Messages about files and folders. */
export const filesMessages = {};
