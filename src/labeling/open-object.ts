import type { SampleId } from "#core/ids.ts";
import { selectOne } from "./selection.ts";
import type { LabelingSession } from "./session.svelte.ts";

/**
 * Shows a picture by itself with one of its objects selected; where the list does not hold it, all
 * samples are listed.
 * @param object its picture, and its place among the objects of the picture.
 * @returns false when the picture is there no more.
 */
export async function openObject(
  session: LabelingSession,
  object: { readonly sampleId: SampleId; readonly index: number },
): Promise<boolean> {
  const { list } = session;
  const { sampleId, index } = object;
  if (!list.has(sampleId)) await session.open();
  const focus = list.ids.indexOf(sampleId);
  if (focus < 0) return false;
  session.select(selectOne(list.ids, focus));
  session.wanted = { sampleId, index };
  session.isSingle = true;
  return true;
}
