/** How files of texts are read. */
const number = new Intl.NumberFormat("en");

export const readingTexts = {
  title: "How the texts are read",
  encoding: "Encoding",
  encodings: {
    "utf-8": "UTF-8",
    "utf-16le": "UTF-16 LE",
    "utf-16be": "UTF-16 BE",
    gb18030: "GBK / GB18030",
    "windows-1252": "Windows-1252",
  },
  detected: (names: string) => `Detected (${names})`,
  separator: "Text and Label Separator",
  labelSeparator: "Label Separator",
  separators: {
    "\t": "Tab",
    " ": "Space",
    ";": "Semicolon",
    ",": "Comma",
    "|": "Bar",
  } as Readonly<Record<string, string>>,
  other: "Other",
  otherSeparator: (name: string) => `${name}: one character`,
  header: "Contain Table Header",
  textColumn: "Text Column",
  labelColumn: "Label Column",
  rest: "All but the labels",
  noColumn: "None",
  column: (name: string) => (/^\d+$/.test(name) ? `Column ${name}` : name),
  preview: (n: number) => `The first ${number.format(n)} texts`,
  text: "Text",
  labels: "Labels",
  noLabels: "No label",
  noRows: "No text was found when read so.",
  reading: "Reading the files",
};
