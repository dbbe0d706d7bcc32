import type { MediaInfo } from "#core/dataset.ts";
import { m } from "#messages/messages.ts";
import { formatClock, formatNumber } from "#ui/format.ts";

/** What a file turned out to be, in words. */
export function mediaFacts(
  media: MediaInfo | null,
): readonly { readonly name: string; readonly value: string }[] {
  if (!media) return [];
  if (media.kind === "image") {
    const { width, height } = media;
    const value = `${String(width)} × ${String(height)}`;
    return [{ name: m.datasets.samplesTab.pixels, value }];
  }
  const texts = m.sound.facts;
  return [
    { name: texts.duration, value: formatClock(media.seconds) },
    { name: texts.rate, value: m.sound.hertz(formatNumber(media.rate)) },
    { name: texts.channels, value: formatNumber(media.channels) },
    { name: texts.codec, value: m.sound.codec(media.codec, media.bits) },
  ];
}
