import { flushSync } from "svelte";
import { describe, expect, it } from "vitest";
import type { Sample } from "#core/dataset.ts";
import type { SampleId } from "#core/ids.ts";
import { SampleBrowser } from "./sample-browser.svelte.ts";

const ids = (n: number): SampleId[] =>
  Array.from({ length: n }, (_, i) => `s${String(i)}` as SampleId);

function browserOf(count: number): {
  browser: SampleBrowser;
  reads: (readonly SampleId[])[];
} {
  const reads: (readonly SampleId[])[] = [];
  const browser = new SampleBrowser(async (wanted) => {
    reads.push(wanted);
    return wanted.map((id) => ({ id, name: `${id}` }) as unknown as Sample);
  });
  browser.ids = ids(count);
  return { browser, reads };
}

describe("SampleBrowser", () => {
  it("reads a page when one of its rows is asked for, once", async () => {
    const { browser, reads } = browserOf(100_000);
    const names: (string | undefined)[] = [];
    const stop = $effect.root(() => {
      $effect(() => {
        names.push(browser.at(50_001)?.name);
        browser.at(50_002);
      });
    });
    flushSync();
    await Promise.resolve();
    await Promise.resolve();
    flushSync();
    stop();
    expect(names).toEqual([undefined, "s50001"]);
    expect(reads).toHaveLength(1);
    expect(reads[0]).toContain("s50001");
  });

  it("keeps the rows of a walk through everything bounded, and reads again when it comes back", async () => {
    const { browser, reads } = browserOf(100_000);
    for (let index = 0; index < 100_000; index += 120) browser.at(index);
    await new Promise((resolve) => setTimeout(resolve));
    const before = reads.length;
    expect(browser.at(0)).toBeUndefined();
    expect(browser.at(99_999)?.name).toBe("s99999");
    expect(reads).toHaveLength(before + 1);
  });

  it("selects by click, range and sweep, and keeps what stays listed", () => {
    const { browser } = browserOf(10);
    browser.pick(2, "one");
    browser.pick(5, "extend");
    expect([...browser.selected]).toEqual(["s2", "s3", "s4", "s5"]);
    browser.pick(3, "toggle");
    browser.beginSweep(true);
    browser.sweep([7, 8]);
    browser.sweep([7]);
    browser.endSweep();
    expect([...browser.selected].sort()).toEqual(["s2", "s4", "s5", "s7"]);
    browser.ids = ids(5);
    expect([...browser.selected].sort()).toEqual(["s2", "s4"]);
    browser.selectAll();
    expect(browser.selected.size).toBe(5);
    browser.clear();
    expect(browser.selected.size).toBe(0);
  });
});
