export const exeml = {};
