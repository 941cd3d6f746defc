/** Messages about editing manifests. */
export const adoptMessages = {};
