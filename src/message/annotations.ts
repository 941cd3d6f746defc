/** Messages about Speedscale's annotations. */
export const annotationsMessages = {};
