import type { KeyPress } from "#core/label-shortcut.ts";
import type { Label } from "#core/label.ts";
import { type Command, commandOf } from "#labeling/gallery/commands.ts";
import type { Direction } from "#labeling/gallery/moves.ts";
import type { SoundPlayer } from "#ui/audio/sound-player.svelte.ts";

type Player = Pick<
  SoundPlayer,
  "toggle" | "toggleLoop" | "changeSpeed" | "seek" | "time"
>;
type Play = (player: Player) => void;
export type SoundCommand =
  Command | { readonly kind: "play"; readonly run: Play };

const SEEK_SECONDS = 1;
const by =
  (seconds: number): Play =>
  (player) =>
    player.seek(player.time + seconds);

/** What recordings have and pictures do not: they come before what galleries mean by the keys. */
const FIRST: Readonly<Record<string, Play>> = {
  " ": (player) => player.toggle(),
  ArrowLeft: by(-SEEK_SECONDS),
  ArrowRight: by(SEEK_SECONDS),
};
/** A label may take these keys. */
const LAST: Readonly<Record<string, Play>> = {
  l: (player) => player.toggleLoop(),
  "[": (player) => player.changeSpeed(-1),
  "]": (player) => player.changeSpeed(1),
};
/** As in lists of texts. */
const LETTERS: Readonly<Record<string, Direction>> = { j: "down", k: "up" };

/** What a key means while recordings are labeled, or null. Ctrl+Space selects. */
export function soundCommandOf(
  press: KeyPress,
  labels: readonly Label[],
): SoundCommand | null {
  const isPlain = !(press.ctrlKey || press.metaKey || press.altKey);
  const first = isPlain && !press.shiftKey ? FIRST[press.key] : undefined;
  if (first) return { kind: "play", run: first };
  const command = commandOf(press, labels);
  if (command || !isPlain) return command;
  const key = press.key.toLowerCase();
  const last = LAST[key];
  if (last) return { kind: "play", run: last };
  const to = LETTERS[key];
  return to ? { kind: "move", to, extend: press.shiftKey, keep: false } : null;
}
