import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { expect, it } from "vitest";
import { seededRandom } from "#core/random.ts";
import { keepMap, mapTensor } from "./kept-maps.ts";

it("numbers come back to within a hundredth of their channel's largest", async () => {
  await tf.setBackend("cpu");
  const random = seededRandom(1);
  const maps = [1, 50].map((scale) =>
    Float32Array.from({ length: 2 * 2 * 3 }, (_, i) =>
      i % 3 === 2 ? 0 : scale * random(),
    ),
  );
  const tensor = mapTensor(
    maps.map((map) => keepMap(map, 3)),
    2,
  );
  expect(tensor.shape).toEqual([2, 2, 2, 3]);
  const found = await tensor.data();
  maps.forEach((map, m) =>
    map.forEach((value, i) =>
      expect(Math.abs((found[m * 12 + i] ?? NaN) - value)).toBeLessThan(
        0.01 * Math.max(...map),
      ),
    ),
  );
});
