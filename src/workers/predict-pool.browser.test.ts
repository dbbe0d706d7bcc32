import { expect, it } from "vitest";
import type { ModelId } from "#core/ids.ts";
import { PredictPool } from "./predict.client.ts";

const call = (pool: PredictPool): Promise<unknown> =>
  pool
    .predict(new Blob(["x"]), { heatMap: false }, new AbortController().signal)
    .catch((error: unknown) => error);

const poolOfNothing = (): PredictPool =>
  new PredictPool({
    modelId: "deleted" as ModelId,
    backend: "cpu",
    instances: 1,
  });

it("a call that waits for a worker is told when none can be had", async () => {
  const pool = poolOfNothing();
  const answers = await Promise.all([call(pool), call(pool), call(pool)]);
  expect(answers.every((answer) => answer instanceof Error)).toBe(true);
  pool.dispose();
});

it("a call that waits for a worker is told when the service is stopped", async () => {
  const pool = poolOfNothing();
  const first = call(pool);
  const second = call(pool);
  pool.dispose();
  expect(await second).toMatchObject({ code: "cancelled" });
  await first;
});
