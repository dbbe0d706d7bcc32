/**
 * How well, and how fast, detectors learn: from four pictures in five, by the seed, measured on the
 * rest. Part `detection` of `npm run bench -- ml`.
 */
import { mean, shown as figureOf } from "./learning.mjs";
import { line, median, note } from "./report.mjs";

/** mAP@0.5 of detectors that start without weights from elsewhere; none is known for the other set. */
const LEAST_MAP50 = { raccoon: 0.45 };
const MOST_MINUTES = 6;

const shown = (values) => figureOf(values, 3);

/** @param call asks the worker of detectors. */
export async function measureDetectors(call, set, { preferences, seeds }) {
  for (const preference of [...preferences].sort(
    (a, b) => (b === "balance") - (a === "balance"),
  )) {
    const found = { map50: [], map: [], seconds: [], ratio: [] };
    for (const seed of seeds) {
      const wanted = { set, preference, backend: "wasm" };
      const result = await call("train", { ...wanted, seed });
      found.map50.push(result.map50);
      found.map.push(result.map);
      found.seconds.push(result.milliseconds / 1000);
      const { own, bare } = await call("predict", { ...wanted, count: 20 });
      found.ratio.push(median(own) / median(bare));
      const labels = result.perClass
        .map(({ label, ap50 }) => `${label} ${ap50?.toFixed(3) ?? "-"}`)
        .join(", ");
      note(
        `seed ${seed}, ${preference}: mAP ${result.map50.toFixed(3)} / ${result.map.toFixed(3)} (${labels}), ${(result.milliseconds / 1000).toFixed(0)} s, levels ${result.levels.join(" ")}, ${(result.bytes / 1e6).toFixed(1)} MB, ${median(own).toFixed(0)} ms a picture`,
      );
      if (process.env.LOSSES) note(result.losses.join(" "));
      for (const event of result.events) note(event);
    }
    const name = `${set}: ${preference}, ${seeds.length} seeds`;
    const least = LEAST_MAP50[set] ?? 0;
    line(
      `${name}, mAP@0.5`,
      shown(found.map50),
      least > 0 ? `>= ${least}` : "-",
      mean(found.map50) >= least,
    );
    line(`${name}, mAP@0.5:0.95`, shown(found.map), "-", true);
    const isBalance = set === "raccoon" && preference === "balance";
    const seconds = median(found.seconds);
    line(
      `${name}, training on WASM`,
      `${seconds.toFixed(0)} s`,
      isBalance ? `<= ${MOST_MINUTES * 60} s` : "-",
      !isBalance || seconds <= MOST_MINUTES * 60,
    );
    const ratio = median(found.ratio);
    line(
      `${name}, warm detection, of the bare backbone's time`,
      `${ratio.toFixed(2)} x`,
      "<= 2 x",
      ratio <= 2,
    );
  }
}
