/** Recordings as pages show and play them. */
import type { SampleId } from "#core/ids.ts";
import type { SoundStore } from "#labeling/labeling-store.ts";
import { getSamples } from "#storage/samples.ts";
import {
  playableSound,
  soundPicture,
  soundThumbnail,
} from "#workers/sound.client.ts";

async function secondsOf(
  ids: readonly SampleId[],
): Promise<Map<SampleId, number>> {
  const samples = await getSamples(ids);
  return new Map(
    samples.flatMap(({ id, media }) =>
      media?.kind === "audio" ? [[id, media.seconds]] : [],
    ),
  );
}

export const sounds: SoundStore = {
  picture: soundPicture,
  thumbnail: soundThumbnail,
  playable: playableSound,
  secondsOf,
};

export { wavFile } from "#workers/sound.client.ts";
