/** Messages about the config file. */
export const settingsMessages = {};
