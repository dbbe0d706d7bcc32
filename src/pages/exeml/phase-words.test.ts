import { expect, it } from "vitest";
import { phaseWord } from "./phase-words.ts";

it("what is finished has the word of its labeling type", () => {
  const done = { state: "executed", awaiting: null } as const;
  expect(phaseWord(done, "image_classification")).toBe("Completed");
  expect(phaseWord(done, "object_detection")).toBe("Completed");
  expect(phaseWord(done, "text_classification")).toBe("Executed");
  const waits = { state: "awaiting", awaiting: "input" } as const;
  expect(phaseWord(waits, "text_classification")).toBe("Awaiting input");
});
