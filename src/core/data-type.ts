/** What a dataset holds. Spec: data management 2.1 (DataTypeEnum). */
export type DataType =
  "image" | "audio" | "text" | "video" | "table" | "free_format";

/** File name endings a dataset of the type takes, as the guide lists them; empty = any. */
export const FILE_SUFFIXES: Readonly<Record<DataType, readonly string[]>> = {
  image: [".jpg", ".png", ".jpeg", ".bmp"],
  audio: [".wav"],
  text: [".txt", ".csv", ".tsv", ".jsonl"],
  video: [".mp4"],
  table: [".csv", ".tsv", ".txt", ".xlsx"],
  free_format: [],
};
