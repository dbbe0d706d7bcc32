import {
  extendTo,
  focusOn,
  NOTHING_SELECTED,
  selectOne,
} from "#labeling/selection.ts";
import type { LabelingSession } from "#labeling/session.svelte.ts";
import type { Command } from "./commands.ts";
import { indexAfter } from "./moves.ts";

/** Single pictures go by one; page keys go further. */
const SINGLE = { columns: 1, rowsPerPage: 10 } as const;

/** @param grid as it is shown; one picture alone moves as a list. */
export function moveFocus(
  session: LabelingSession,
  { to, extend, keep }: Omit<Extract<Command, { kind: "move" }>, "kind">,
  grid: { readonly columns: number; readonly rowsPerPage: number },
): void {
  const { list, selection, isSingle } = session;
  const { ids } = list;
  if (ids.length === 0) return session.select(NOTHING_SELECTED);
  const shape = isSingle ? SINGLE : grid;
  const index = indexAfter(to, selection.focus, {
    ...shape,
    count: ids.length,
  });
  if (extend && !isSingle) session.select(extendTo(selection, ids, index));
  else if (keep && !isSingle) session.select(focusOn(selection, ids, index));
  else session.select(selectOne(ids, index));
}
