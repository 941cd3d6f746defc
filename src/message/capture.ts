/** Messages about captured workloads. */
export const captureMessages = {};
