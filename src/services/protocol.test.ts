/** Statuses of the address that the service worker answers itself, and what it tells pages to count. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  answerInference,
  type CallNote,
  type InferResponse,
  type Offer,
} from "./protocol.ts";

const real = setTimeout;
/** Messages between ports come by themselves, while the clock stands. */
const settled = () => new Promise((resolve) => real(resolve, 30));

beforeEach(
  () => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }),
);
afterEach(() => void vi.useRealTimers());

interface Behaviour {
  /** Milliseconds until it takes a call; null = it never does. */
  readonly takesAfter?: number | null;
  readonly trafficLimit?: number | null;
  /** Said in place of taking the call. */
  readonly instead?: InferResponse;
  /** Null = it never comes. */
  readonly answer?: InferResponse | null;
}

function page({
  takesAfter = 0,
  trafficLimit = null,
  instead,
  answer = { status: 200, body: { predicted_label: "ripe" } },
}: Behaviour = {}) {
  const notes: CallNote[] = [];
  let calls = 0;
  const postMessage = (
    message: Offer | CallNote,
    [port]: readonly MessagePort[] = [],
  ): void => {
    if (message.kind === "gleaner-call") notes.push(message);
    if (message.kind !== "gleaner-infer" || !port || takesAfter === null)
      return;
    port.onmessage = () => {
      calls += 1;
      if (answer) port.postMessage(answer);
    };
    const take = (): void =>
      port.postMessage(instead ?? { kind: "accepted", trafficLimit });
    if (takesAfter === 0) take();
    else setTimeout(take, takesAfter);
  };
  return {
    postMessage: postMessage as (message: unknown) => void,
    notes,
    calls: () => calls,
  };
}

const request = (id: string, init: RequestInit = {}): Request =>
  new Request(`https://app.test/v1/infers/${id}`, {
    method: "POST",
    body: "12345",
    ...init,
  });

async function ask(
  pages: readonly ReturnType<typeof page>[],
  { id = "s", init = {}, passes = 0 } = {},
) {
  const answered = answerInference(request(id, init), pages);
  await settled();
  await vi.advanceTimersByTimeAsync(passes);
  await settled();
  const response = await answered;
  const body = (await response.json()) as { readonly error_msg?: string };
  return { status: response.status, body, headers: response.headers };
}

it("the first page answers, and counts the call once", async () => {
  const [first, second] = [page(), page()];
  const { status, body } = await ask([first, second]);
  expect([status, body]).toEqual([200, { predicted_label: "ripe" }]);
  expect(first.notes).toEqual([
    {
      kind: "gleaner-call",
      serviceId: "s",
      status: 200,
      durationMs: expect.any(Number) as number,
      bytesIn: 5,
      bytesOut: JSON.stringify(body).length,
    },
  ]);
  expect([second.calls(), second.notes]).toEqual([0, []]);
});

it("a page that is busy for ten seconds is waited for", async () => {
  const { status } = await ask([page({ takesAfter: 10_000 })], {
    passes: 10_000,
  });
  expect(status).toBe(200);
});

it("of two pages one computes: the one that takes the call first", async () => {
  const [busy, free] = [page({ takesAfter: 8000 }), page()];
  const { status } = await ask([busy, free], { passes: 1500 });
  await vi.advanceTimersByTimeAsync(10_000);
  await settled();
  expect([status, busy.calls(), free.calls()]).toEqual([200, 0, 1]);
});

describe("refuses, says why, and has it counted", () => {
  const silent = page({ takesAfter: null });
  const gone = { status: 404, body: { error_msg: "There is no such service" } };
  const cases = [
    {
      status: 404,
      pages: [page({ instead: gone })],
      says: "There is no such service",
    },
    {
      status: 405,
      pages: [page()],
      init: { method: "PUT" },
      says: "answer POST",
    },
    {
      status: 413,
      pages: [page()],
      init: { body: new Uint8Array(12 * 1024 * 1024 + 1) },
      says: "at most 12 MB",
    },
    { status: 503, pages: [silent], passes: 30_000, says: "too busy" },
    {
      status: 504,
      pages: [page({ answer: null })],
      passes: 40_000,
      says: "longer than 40 s",
    },
  ];
  it.each(cases)("$status", async ({ status, pages, says, ...how }) => {
    const answer = await ask(pages, how);
    expect(answer.status).toBe(status);
    expect(answer.body.error_msg).toContain(says);
    expect(pages[0]?.notes.map((note) => note.status)).toEqual([status]);
  });

  it("503, and nobody is there to count, when no page is open", async () => {
    const answer = await ask([], { passes: 1 });
    expect(answer.status).toBe(503);
    expect(answer.body.error_msg).toContain("No open page");
  });
});

it("a traffic limit holds over all pages: what is beyond it is answered with 429 and not computed", async () => {
  const pages = [page({ trafficLimit: 2 }), page({ trafficLimit: 2 })];
  const statuses: number[] = [];
  for (let i = 0; i < 3; i += 1)
    statuses.push((await ask([...pages].reverse(), { id: "limited" })).status);
  const last = await ask(pages, { id: "limited" });
  expect([...statuses, last.status]).toEqual([200, 200, 429, 429]);
  expect(last.body.error_msg).toContain("at most 2 calls a second");
  expect(last.headers.get("Retry-After")).toBe("1");
  expect((await ask(pages, { id: "another" })).status).toBe(200);
});
