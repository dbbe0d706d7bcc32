import { expect, it } from "vitest";
import { PictureFinder } from "./picture-finder.ts";

const finder = new PictureFinder([
  "set/images/train/1.jpg",
  "set/images/val/1.jpg",
  "set/images/val/2.JPG",
  "set/images/odd/3.jpg",
  "set/images/odd/3.png",
  "other/images/train/4.jpg",
  "set/images/train/4.jpg",
  "set/voc/JPEGImages/5.jpg",
  "set/plain/5.jpg",
]);

it.each([
  ["1.jpg", "set/labels/val/1.txt", "set/images/val/1.jpg"],
  ["labels/train/1", "set/labels/train/1.txt", "set/images/train/1.jpg"],
  ["train/1.jpg", "set/all.json", "set/images/train/1.jpg"],
  ["C:\\photos\\val\\1.jpg", "all.json", "set/images/val/1.jpg"],
  ["s3://bucket/set/images/val/1.jpg", "x.json", "set/images/val/1.jpg"],
  ["2", "labels.csv", "set/images/val/2.JPG"],
  ["2.jpeg", "labels.csv", "set/images/val/2.JPG"],
  ["3.png", "labels.csv", "set/images/odd/3.png"],
  ["4.jpg", "other/labels/train/4.xml", "other/images/train/4.jpg"],
  ["5.jpg", "set/voc/Annotations/5.xml", "set/voc/JPEGImages/5.jpg"],
  ["6.jpg", "labels.csv", null],
  ["", "labels.csv", null],
])("finds %s of %s", (name, from, picture) => {
  expect(finder.find(name, from)).toBe(picture);
});

it("does not guess", () => {
  expect(finder.find("1.jpg", "set/all.json")).toEqual([
    "set/images/train/1.jpg",
    "set/images/val/1.jpg",
  ]);
  expect(finder.find("3", "set/labels/odd/3.txt")).toEqual([
    "set/images/odd/3.jpg",
    "set/images/odd/3.png",
  ]);
});
