export const label = {};
