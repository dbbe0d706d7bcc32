/**
 * Modifications that are not written yet, with undo and redo of their own. Values and pure
 * functions; each gesture keeps only what it changed, so that thousands of them stay small.
 */
import type { SampleId } from "#core/ids.ts";
import type { Fate, ReviewedObject } from "./reviewed-object.ts";

interface Turn {
  readonly object: ReviewedObject;
  /** Undefined: as it is stored. */
  readonly before: Fate | undefined;
  readonly after: Fate | undefined;
}
type Step = readonly Turn[];

export interface Staging {
  /** What is to become of objects; those that stay as they are stored are absent. */
  readonly fates: ReadonlyMap<ReviewedObject, Fate>;
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
}

export const NOTHING_STAGED: Staging = {
  fates: new Map(),
  done: [],
  undone: [],
};

function withTurns(
  fates: Staging["fates"],
  step: Step,
  side: "before" | "after",
): Staging["fates"] {
  const next = new Map(fates);
  for (const turn of step) {
    const fate = turn[side];
    if (fate === undefined) next.delete(turn.object);
    else next.set(turn.object, fate);
  }
  return next;
}

/** Gives the objects a label, or with null takes them away. Their own label brings them back as they were. */
export function stage(
  from: Staging,
  objects: Iterable<ReviewedObject>,
  fate: Fate,
): Staging {
  const step: Turn[] = [];
  for (const object of objects) {
    const before = from.fates.get(object);
    const after = fate === object.label ? undefined : fate;
    if (before !== after) step.push({ object, before, after });
  }
  if (step.length === 0) return from;
  return {
    fates: withTurns(from.fates, step, "after"),
    done: [...from.done, step],
    undone: [],
  };
}

export function undo(from: Staging): Staging {
  const step = from.done.at(-1);
  if (!step) return from;
  return {
    fates: withTurns(from.fates, step, "before"),
    done: from.done.slice(0, -1),
    undone: [...from.undone, step],
  };
}

export function redo(from: Staging): Staging {
  const step = from.undone.at(-1);
  if (!step) return from;
  return {
    fates: withTurns(from.fates, step, "after"),
    done: [...from.done, step],
    undone: from.undone.slice(0, -1),
  };
}

/** Without these objects, which are there no more. */
export function without(
  { fates, done, undone }: Staging,
  gone: ReadonlySet<ReviewedObject>,
): Staging {
  const rest = (steps: readonly Step[]): Step[] =>
    steps
      .map((step) => step.filter(({ object }) => !gone.has(object)))
      .filter((step) => step.length > 0);
  return {
    fates: new Map([...fates].filter(([object]) => !gone.has(object))),
    done: rest(done),
    undone: rest(undone),
  };
}

/** The same by picture: what becomes of its objects, by place. */
export function fatesBySample(
  fates: Staging["fates"],
): Map<SampleId, Map<number, Fate>> {
  const found = new Map<SampleId, Map<number, Fate>>();
  for (const [{ sampleId, index }, fate] of fates) {
    const known = found.get(sampleId);
    if (known) known.set(index, fate);
    else found.set(sampleId, new Map([[index, fate]]));
  }
  return found;
}
