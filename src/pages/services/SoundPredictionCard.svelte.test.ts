import { userEvent } from "vitest/browser";
import { expect, test, vi } from "vitest";
import { render } from "vitest-browser-svelte";
import { m } from "#messages/messages.ts";
import type { Answer } from "./answer.ts";
import SoundPredictionCard from "./SoundPredictionCard.svelte";

const answer = (timeline?: Answer["outcome"]["timeline"]): Answer => ({
  name: "street.wav",
  url: "data:audio/wav;base64,",
  ms: 12,
  outcome: {
    result: { predicted_label: "dog", score: 0.7 },
    scores: [
      ["dog", 0.7],
      ["rain", 0.3],
    ],
    heatMap: null,
    ...(timeline ? { timeline } : {}),
  },
});

test("a short recording has a player and the likeliest labels", async () => {
  const screen = render(SoundPredictionCard, { answer: answer() });
  await expect
    .element(screen.getByRole("heading", { name: "dog 70.0%" }))
    .toBeInTheDocument();
  expect(screen.container.querySelector("audio")?.getAttribute("src")).toBe(
    "data:audio/wav;base64,",
  );
  expect(screen.container.querySelector("[role=slider]")).toBeNull();
});

test("a long one says what is heard when, each stretch as wide as it lasts", async () => {
  const screen = render(SoundPredictionCard, {
    answer: answer([
      { from: 0, to: 2, label: "dog", score: 0.9 },
      { from: 1, to: 3, label: "rain", score: 0.5 },
      { from: 2, to: 4, label: "rain", score: 0.8 },
    ]),
  });
  const line = screen.getByRole("slider", { name: m.services.timeline });
  await expect.element(line).toBeInTheDocument();
  const shares = [...screen.container.querySelectorAll<HTMLElement>(".bar")];
  expect(shares.map(({ style }) => style.flexGrow)).toEqual([
    "0.25",
    "0.25",
    "0.5",
  ]);
  const words = (): string | null =>
    line.element().getAttribute("aria-valuetext");
  expect(words()).toBe("0 s to 2 s: dog, 90%");
  (line.element() as HTMLElement).focus();
  await userEvent.keyboard("{ArrowRight}{ArrowRight}");
  expect(words()).toBe("1 s to 4 s: rain, 80%");
  const audio = screen.container.querySelector("audio");
  const played = vi.spyOn(audio as HTMLAudioElement, "play");
  played.mockResolvedValue();
  await userEvent.keyboard("{Enter}");
  expect(played).toHaveBeenCalledOnce();
  await userEvent.keyboard("{Home}");
  expect(words()).toBe("0 s to 2 s: dog, 90%");
});
