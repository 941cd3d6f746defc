/** The Service by which pods call the API server, in every cluster. */
export const API_SERVER_SERVICE = { namespace: 'default', name: 'kubernetes', port: 443 } as const;
