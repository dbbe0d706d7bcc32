import { expect, it, vi } from "vitest";
import { whenFree } from "./file-handles.ts";

const busy = new DOMException("in use", "NoModificationAllowedError");

it("a file that somebody else has open is tried again until it is free", async () => {
  const work = vi.fn().mockRejectedValueOnce(busy).mockResolvedValueOnce("ok");
  expect(await whenFree(1000, work)).toBe("ok");
  expect(work).toHaveBeenCalledTimes(2);
});

it("waiting for it has an end, and other failures are not waited for", async () => {
  const held = vi.fn().mockRejectedValue(busy);
  await expect(whenFree(20, held)).rejects.toBe(busy);
  expect(held).toHaveBeenCalledTimes(3);
  const full = new DOMException("full", "QuotaExceededError");
  const work = vi.fn().mockRejectedValue(full);
  await expect(whenFree(1000, work)).rejects.toBe(full);
  expect(work).toHaveBeenCalledTimes(1);
});
