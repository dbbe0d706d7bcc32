/** The development sets of texts: their rows. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";

const csv = (text) => Papa.parse(text.replace(/^\ufeff/, "").trim()).data;
const lines = (text) =>
  text
    .split("\n")
    .map((line) => line.split("\t"))
    .filter((row) => row.length === 2);

/** Name -> file, and how a row of it is read: [text, label]. */
const SETS = {
  ChnSentiCorp_htl: [
    "zh_sentiment/ChnSentiCorp_htl_all.csv",
    (text) =>
      csv(text)
        .slice(1)
        .map(([label, review]) => [review, label]),
  ],
  waimai_10k: [
    "zh_sentiment/waimai_10k.csv",
    (text) =>
      csv(text)
        .slice(1)
        .map(([label, review]) => [review, label]),
  ],
  thucnews_titles: ["zh_thucnews_titles/dev.txt", lines],
  agnews: [
    "en_agnews/agnews.csv",
    (text) =>
      csv(text).map(([label, title, body]) => [`${title} ${body}`, label]),
  ],
  sms_spam: [
    "en_sms_spam/spam.csv",
    (text) =>
      csv(text)
        .slice(1)
        .map(([label, message]) => [message, label]),
  ],
};

export const textSetNames = Object.keys(SETS);

export function readTextSet(folder, name) {
  const [path, read] = SETS[name];
  const rows = read(readFileSync(join(folder, path), "utf8")).filter(
    ([text, label]) => text && label,
  );
  return {
    texts: rows.map(([text]) => text),
    labels: rows.map(([, label]) => label),
  };
}
