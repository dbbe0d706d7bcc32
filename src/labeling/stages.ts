/** Names of the stages a trainer reports; pages show them by the message of the same key. */
export const stageOf = {
  embed: "embed",
  search: "search",
  head: "head",
  detector: "detector",
  measure: "measure",
} as const;
