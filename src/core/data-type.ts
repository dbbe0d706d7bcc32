/** What a dataset holds. Spec: data management 2.1 (DataTypeEnum). */
export type DataType =
  "image" | "audio" | "text" | "video" | "table" | "free_format";

/**
 * File name endings a dataset of the type takes; empty = any. Source: data management 2.1, and for
 * sound and texts what people have besides.
 */
export const FILE_SUFFIXES: Readonly<Record<DataType, readonly string[]>> = {
  image: [".jpg", ".png", ".jpeg", ".bmp"],
  audio: [".wav", ".ogg", ".opus", ".mp3", ".m4a", ".aac", ".flac", ".webm"],
  text: [".txt", ".csv", ".tsv", ".jsonl"],
  video: [".mp4"],
  table: [".csv", ".tsv", ".txt", ".xlsx"],
  free_format: [],
};
