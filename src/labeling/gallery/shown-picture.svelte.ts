import type { BlobHash } from "#core/ids.ts";
import type { Picture } from "#labeling/pictures.ts";
import type { LabelingSession } from "#labeling/session.svelte.ts";

/** The picture in focus: decoded ahead where it could be, with its neighbours on their way. */
export interface ShownPicture {
  /** Null while it is read. */
  readonly element: HTMLImageElement | null;
  /** Painted sooner than the element, for as long as it has enough pixels; where copies are made. */
  readonly copy: ImageBitmap | null;
  /** This browser cannot show it. */
  readonly hasFailed: boolean;
  /** Address of the thumbnail, to show until then. */
  readonly small: string | null;
}

/** Reads rows and pictures round the focus for as long as the component lives that calls it. */
export function showPicture(session: () => LabelingSession): ShownPicture {
  let loaded = $state.raw<{
    hash: BlobHash;
    picture: Picture | null;
  } | null>(null);
  const focus = $derived(session().selection.focus);
  /** Not the row: every gesture on the picture makes that another one. */
  const hash = $derived(session().list.row(session().focused)?.hash);
  const picture = $derived.by(() => {
    if (!hash) return null;
    const ahead = session().pictures.get(hash);
    return ahead ?? (loaded?.hash === hash ? loaded.picture : null);
  });

  $effect(() => session().list.show(focus - 2, focus + 3));
  $effect(() => {
    const wanted = hash;
    if (!wanted) return;
    const giveBack = session().thumbnails.want(wanted);
    session()
      .pictures.load(wanted)
      .then(
        (found) => (loaded = { hash: wanted, picture: found }),
        () => (loaded = { hash: wanted, picture: null }),
      );
    return giveBack;
  });
  $effect(() => {
    const { list, pictures } = session();
    const near = [1, 2, -1].flatMap(
      (step) => list.row(list.ids[focus + step])?.hash ?? [],
    );
    // What is on the screen now goes first.
    if (picture) pictures.prefetch(near);
  });

  return {
    get element() {
      return picture?.element ?? null;
    },
    get copy() {
      return picture?.copy ?? null;
    },
    get hasFailed() {
      return (
        hash !== undefined && loaded?.hash === hash && loaded.picture === null
      );
    },
    get small() {
      return hash ? (session().thumbnails.url(hash) ?? null) : null;
    },
  };
}
