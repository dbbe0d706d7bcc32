import { describe, expect, it } from "vitest";
import { matchRoute } from "./route-pattern.ts";

describe("matchRoute", () => {
  it("takes values from the path", () => {
    expect(
      matchRoute("/exeml/:id/evaluation/:run", "/exeml/a/evaluation/b"),
    ).toEqual({ id: "a", run: "b" });
  });

  it("fits whole paths only", () => {
    expect(matchRoute("/datasets/:id", "/datasets")).toBeNull();
    expect(matchRoute("/datasets", "/datasets/a")).toBeNull();
    expect(matchRoute("/models/:name", "/datasets/a")).toBeNull();
  });
});
