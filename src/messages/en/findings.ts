/** What Check Data finds. A finding keeps the words it was made with. */
const are = (count: number): string =>
  `${count === 1 ? "is" : "are"} ${String(count)}`;

export const findings = {
  more: (finding: string, rest: number) =>
    `${finding}: ${String(rest)} more samples`,
  labeled: (least: number, found: number) =>
    `At least ${String(least)} labeled samples are needed, there ${are(found)}`,
  advisedTotal: (advised: number, found: number) =>
    `More than ${String(advised)} labeled samples are advised, there ${are(found)}`,
  classes: (least: number, found: number) =>
    `At least ${String(least)} ${least === 1 ? "label is" : "labels are"} needed, there ${are(found)}`,
  perClass: (least: number, label: string, found: number) =>
    `Each label needs at least ${String(least)} samples, ${label} has ${String(found)}`,
  advised: (advised: number, label: string, found: number) =>
    `${String(advised)} samples per label are advised, ${label} has ${String(found)}`,
  split: (label: string) => `The split left no sample of ${label} for training`,
  label: (most: number, label: string, found: number) =>
    `A label has at most ${String(most)} characters, ${label} has ${String(found)}`,
  labelCharacters: (label: string, mayBeHan: boolean) =>
    `A label holds letters, digits, - and _ only${mayBeHan ? ", or Chinese characters" : ""}, not so ${label}`,
  nameLength: (most: number) =>
    `A file name has at most ${String(most)} characters`,
  textFile: (path: string, megabytes: string) =>
    `A file of texts must have at most 8 MB, ${path} has ${megabytes}`,
  single: "A sample has one label in ExeML",
  pictureFormat: "A picture must be a JPG, PNG or BMP file",
  pictureLarge: "Pictures above 5 MB make work slow",
  plainName: "File names must hold no +, space or tab",
  asciiName: "File names must hold no +, space, tab or Chinese characters",
  outside:
    "An object reaches outside the picture, which is therefore treated as not labeled",
  shape: "Shapes that are not rectangles are learned as the box around them",
  thin: "Points and lines have no box: they are not learned",
  soundFormat: "A recording must be a WAV file",
  soundBits: "A WAV file must have 16 bits a value",
  soundShort: "A recording must be longer than 1 s",
  soundLarge: "A recording must have at most 4 MB",
  advisedSeconds: (label: string, minutes: string) =>
    `5 minutes of sound per label are advised, ${label} has ${minutes}`,
  table: {
    rows: (least: number, found: number) =>
      `At least ${String(least)} rows are needed, there are ${String(found)}`,
    columns: (most: number, found: number) =>
      `A table has at most ${String(most)} columns, this one has ${String(found)}`,
    bytes: (most: number, found: number) =>
      `The files must be below ${String(most)} MB, they are ${String(found)} MB`,
    cells: (columns: number, ignored: number) =>
      `All rows should have ${String(columns)} cells: ${String(ignored)} with another number were left out at import`,
    labelClasses: (most: number) =>
      `A discrete label column has at most ${String(most)} different values: take it as continuous, or choose another column; different values`,
    labelRare: (least: number, found: number) =>
      `Every class should have ${String(least)} rows or more; the rarest has ${String(found)}`,
    labelTime: "The label column must hold no dates and times, this one is",
    labelType: "A continuous label column holds numbers, this one holds words",
    labelColumn: "The label column is not in the table",
    labelValues: "The label column needs at least 2 different values",
    labelMissing:
      "The label column must have a value in every row; rows without one",
    labelLast: "The label column should be the last one; the last one is",
    oneValue: "A column needs at least 2 different values, this one has",
    time: "A column should hold no dates and times",
    missing: (most: string) =>
      `Less than ${most} of a column's values may be missing, here`,
    features: (least: number, found: number) =>
      `At least ${String(least)} valid columns besides the label are needed, there ${are(found)}`,
  },
};
