/** Messages about TrafficReplay. */
export const replayMessages = {};
