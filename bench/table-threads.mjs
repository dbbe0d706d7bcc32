/**
 * How much sooner models of tables are there on several threads: the product's trainer and its workers
 * in Chromium, in turn on one thread and on more, and whether the models are the same.
 *
 * `npm run bench -- table-threads`; THREADS=n, TABLE_SETS=titanic,bank,..., PREFERENCE=... for others.
 */
import { existsSync } from "node:fs";
import { loadavg } from "node:os";
import { root } from "../scripts/ensure.mjs";
import { dataFolder } from "./learning.mjs";
import { line, median, note } from "./report.mjs";
import { withSources } from "./source-page.mjs";
import { readTableSet } from "./table-sets.mjs";

const RUNS = Number(process.env.RUNS ?? 3);
const THREADS = Number(process.env.THREADS ?? 2);
const SETS = (process.env.TABLE_SETS ?? "bank").split(",");
const PREFERENCE = process.env.PREFERENCE ?? "balance";
/** Of what as many cores could give. */
const LEAST_SHARE = 0.65;

/** Runs in the page. @returns seconds, and the model as one hash. */
async function train({ set, preference, threads }) {
  const [{ default: trainer }, { fitThreads }, { installTransferHandlers }] =
    await Promise.all([
      import("/src/labeling/types/table/trainer.ts"),
      import("/src/workers/fit-threads.ts"),
      import("/src/workers/rpc.ts"),
    ]);
  installTransferHandlers();
  const columns = set.table.columns.map(({ data, ...column }) => ({
    ...column,
    data:
      data.kind === "numbers"
        ? { ...data, values: Float64Array.from(data.values, (v) => v ?? NaN) }
        : { ...data, codes: Int32Array.from(data.codes) },
  }));
  const { rows } = set.table;
  const usage = Uint8Array.from({ length: rows }, (_, row) =>
    row % 5 === 4 ? 1 : 0,
  );
  const openFitThreads = fitThreads(threads + 1);
  const nothing = () => undefined;
  const never = new AbortController().signal;
  const began = performance.now();
  const { model } = await trainer.train(
    {
      samples: [],
      table: { table: { rows, columns }, usage, label: set.label },
      options: { preference, maxMinutes: 60, seed: 1 },
      resume: null,
      incrementalFrom: null,
      ...(openFitThreads && { openFitThreads }),
    },
    {
      progress: nothing,
      epoch: nothing,
      checkpoint: async () => undefined,
      backend: nothing,
      event: nothing,
    },
    never,
    never,
  );
  const seconds = (performance.now() - began) / 1000;
  const whole = await new Blob(Object.values(model.files)).arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
  return { seconds, hash: Array.from(hash.slice(0, 8)).join(".") };
}

/** As JSON, which has no NaN, and no typed arrays. */
const plain = ({ table, label }) => ({
  label,
  table: {
    rows: table.rows,
    columns: table.columns.map(({ data, ...column }) => ({
      ...column,
      data:
        data.kind === "numbers"
          ? {
              ...data,
              values: Array.from(data.values, (v) =>
                Number.isNaN(v) ? null : v,
              ),
            }
          : { ...data, codes: Array.from(data.codes) },
    })),
  },
});

const data = dataFolder(root);
if (!existsSync(data)) note(`tables: none in ${data}`);
else
  await withSources(async ({ browser, url }) => {
    const session = await browser.newBrowserCDPSession();
    /** Processor seconds of all pages so far: on a busy machine they tell more than the clock. */
    const processor = async () => {
      const { processInfo } = await session.send("SystemInfo.getProcessInfo");
      return processInfo
        .filter(({ type }) => type === "renderer")
        .reduce((sum, { cpuTime }) => sum + cpuTime, 0);
    };
    for (const name of SETS) {
      const set = plain(readTableSet(data, name));
      const times = { alone: [], together: [] };
      const hashes = new Set();
      for (let run = 0; run < RUNS; run += 1)
        for (const [kind, threads] of [
          ["alone", 1],
          ["together", THREADS],
        ]) {
          const page = await browser.newPage();
          await page.goto(`${url}bench/blank.html`);
          const asked = { set, preference: PREFERENCE, threads };
          const before = await processor();
          const { seconds, hash } = await page.evaluate(train, asked);
          const spent = (await processor()) - before;
          await page.close();
          times[kind].push(seconds);
          hashes.add(hash);
          note(
            `${name}, ${threads} threads: ${seconds.toFixed(1)} s, ${spent.toFixed(1)} s of processor time, model ${hash}, load average ${loadavg()[0].toFixed(1)}`,
          );
        }
      const gain = median(times.alone) / median(times.together);
      line(
        `tables: ${name}, ${PREFERENCE}, whole training on ${THREADS} threads (the same model: ${hashes.size === 1 ? "yes" : "NO"})`,
        `${median(times.together).toFixed(0)} s, on one ${median(times.alone).toFixed(0)} s: ${gain.toFixed(2)} x as fast (medians of ${RUNS}); load average ${loadavg()[0].toFixed(0)}`,
        `>= ${(LEAST_SHARE * THREADS).toFixed(1)} x`,
        gain >= LEAST_SHARE * THREADS && hashes.size === 1,
      );
    }
  });
