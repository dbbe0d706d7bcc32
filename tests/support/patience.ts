/** The same patience as that of `expect.poll`, which has an option for it. */
import { vi } from "vitest";

const { waitFor } = vi;
vi.waitFor = (look, options = 20_000) => waitFor(look, options);
