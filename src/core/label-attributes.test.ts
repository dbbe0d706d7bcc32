import { expect, test } from "vitest";
import {
  attributeProblem,
  readAttributes,
  typedAttribute,
} from "./label-attributes.ts";

test("values are read from one line, once each", () => {
  const typed = [
    { name: " colour ", values: "red, green,red,,  blue" },
    { name: "note", values: "" },
    { name: "", values: "lost" },
  ];
  const read = readAttributes(typed);
  expect(read).toEqual([
    { name: "colour", values: ["red", "green", "blue"] },
    { name: "note", values: [] },
  ]);
  expect(read.map(typedAttribute)).toEqual([
    { name: "colour", values: "red, green, blue" },
    { name: "note", values: "" },
  ]);
});

test("a name stands once, and none is what files write for dashes", () => {
  const typed = ["a", "b", " a", "line_style", ""].map((name) => ({
    name,
    values: "",
  }));
  expect(typed.map((_, i) => attributeProblem(typed, i))).toEqual([
    null,
    null,
    "twice",
    "reserved",
    null,
  ]);
});
