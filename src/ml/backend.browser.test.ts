/** Backends that compute wrongly or never start: the next one takes over, and the reason is told. */
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, expect, it, onTestFinished, vi } from "vitest";
import { probeBackends, startBackend } from "./backend.ts";

afterEach(() => void vi.useRealTimers());

/** A driver that multiplies matrices the wrong way round, until the test ends. */
async function breakProducts(name: string): Promise<void> {
  await startBackend("wasm", ["webgpu", "cpu"]);
  const kernel = tf.getKernel("BatchMatMul", name);
  const put = (kernelFunc: tf.KernelFunc): void => {
    tf.unregisterKernel("BatchMatMul", name);
    tf.registerKernel({ ...kernel, kernelFunc });
  };
  put(({ inputs: { a, b }, ...rest }) =>
    kernel.kernelFunc({ inputs: { a: b, b: a }, ...rest }),
  );
  onTestFinished(() => put(kernel.kernelFunc));
}

const works = async (): Promise<number[]> => [
  ...(await tf.matMul([[1, 2]], [[3], [4]]).data()),
];

it("goes on to the next backend where one computes wrongly", async () => {
  await breakProducts("wasm");
  const { name, reason } = await startBackend("auto", ["webgpu"]);
  expect(name).toBe("cpu");
  expect(reason).toBe(
    "plain JavaScript: the fastest that works here (no WebAssembly: the self-test gave 23 instead of 19)",
  );
  expect(tf.getBackend()).toBe("cpu");
  expect(await works()).toEqual([11]);
  // Chosen by the user it is no better.
  expect((await startBackend("wasm", ["webgpu"])).name).toBe("cpu");
  expect(await probeBackends()).toMatchObject([
    { name: "webgpu" },
    { name: "wasm", ok: false, reason: expect.stringContaining("self-test") },
    { name: "cpu", ok: true },
  ]);
});

it("says what failed where nothing computes", async () => {
  await breakProducts("wasm");
  await expect(startBackend("auto", ["webgpu", "cpu"])).rejects.toMatchObject({
    code: "unsupported",
    message: expect.stringContaining("23 instead of 19"),
  });
});

it("goes on to the next backend where one does not start, and stays there when it starts late", async () => {
  await startBackend("wasm", ["webgpu", "cpu"]);
  const factory = tf.findBackendFactory("wasm");
  const late = Promise.withResolvers<tf.KernelBackend>();
  const put = (made: () => tf.KernelBackend | Promise<tf.KernelBackend>) => {
    tf.removeBackend("wasm");
    tf.registerBackend("wasm", made);
  };
  put(() => late.promise);
  onTestFinished(() => put(factory));
  vi.useFakeTimers();
  const starting = startBackend("auto", ["webgpu"]);
  await vi.advanceTimersByTimeAsync(19_000);
  expect(await Promise.race([starting, Promise.resolve("waits")])).toBe(
    "waits",
  );
  await vi.advanceTimersByTimeAsync(2_000);
  vi.useRealTimers();
  const { name, reason } = await starting;
  expect(name).toBe("cpu");
  expect(reason).toContain("no WebAssembly: wasm did not start within 20 s");
  const inUse = tf.backend();
  late.resolve(await factory());
  await new Promise((resolve) => setTimeout(resolve));
  expect(tf.backend()).toBe(inUse);
  expect(await works()).toEqual([11]);
  // Another time it may start.
  put(factory);
  expect((await startBackend("wasm", ["webgpu"])).name).toBe("wasm");
});
