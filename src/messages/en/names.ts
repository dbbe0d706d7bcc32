/** Rules of typed names, and what else a form refuses. */
export const names = {
  label: {
    empty: "Enter a label name",
    long: (most: number, found: number) =>
      `A label has at most ${String(most)} characters, this one has ${String(found)}`,
    control: "A label holds no control characters",
    characters: "A label holds letters, digits, _ and - only",
  },
  dataset: {
    empty: "Enter a name",
    long: (most: number, found: number) =>
      `A name has at most ${String(most)} characters, this one has ${String(found)}`,
    start: "A name starts with a letter",
    characters: "A name holds letters, digits, _ and - only",
    description: (most: number, found: number) =>
      `A description has at most ${String(most)} characters, this one has ${String(found)}`,
    taken: (name: string) => `There is already a dataset named ${name}`,
  },
  labelingJob: {
    empty: "The name must not be empty",
    long: (most: number, found: number) =>
      `The name must have at most ${String(most)} characters, but has ${String(found)}`,
    characters: (wrong: string) =>
      `The name may hold letters, digits, - and _ only, but holds "${wrong}"`,
  },
  labelingJobDescription: {
    long: (most: number, found: number) =>
      `The description must have at most ${String(most)} characters, but has ${String(found)}`,
    characters: (wrong: string) =>
      `The description must not hold ^ ! < > = & " ', but holds ${wrong}`,
  },
  version: {
    empty: "Enter a version name",
    long: (most: number) =>
      `A version name has at most ${String(most)} characters`,
    characters: "A version name holds letters, digits, _ and - only",
    taken: (name: string) => `There is already a version ${name}`,
  },
  project: {
    empty: "Enter a name",
    long: (most: number, found: number) =>
      `A name has at most ${String(most)} characters, this one has ${String(found)}`,
    characters:
      "A name starts with a letter and holds letters, digits, _ and - only",
    taken: (name: string) => `There is already a project named ${name}`,
    description: (most: number) =>
      `A description has at most ${String(most)} characters`,
    noJob: "The dataset has no labeling job of this type yet",
    noRows: "The table has no rows yet: import a file",
    noColumn: "Choose the column to predict",
  },
};
