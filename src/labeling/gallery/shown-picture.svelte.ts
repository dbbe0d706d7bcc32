import type { BlobHash } from "#core/ids.ts";
import type { LabelingSession } from "#labeling/session.svelte.ts";

/** The picture in focus: decoded ahead where it could be, with its neighbours on their way. */
export interface ShownPicture {
  /** Null while it is read. */
  readonly element: HTMLImageElement | null;
  /** This browser cannot show it. */
  readonly hasFailed: boolean;
  /** Address of the thumbnail, to show until then. */
  readonly small: string | null;
}

/** Reads rows and pictures round the focus for as long as the component lives that calls it. */
export function showPicture(session: () => LabelingSession): ShownPicture {
  let loaded = $state.raw<{
    hash: BlobHash;
    element: HTMLImageElement | null;
  } | null>(null);
  const focus = $derived(session().selection.focus);
  const row = $derived(session().list.row(session().focused));
  const element = $derived.by(() => {
    if (!row) return null;
    const ahead = session().pictures.get(row.hash)?.element;
    return ahead ?? (loaded?.hash === row.hash ? loaded.element : null);
  });

  $effect(() => session().list.show(focus - 2, focus + 3));
  $effect(() => {
    const hash = row?.hash;
    if (!hash) return;
    const giveBack = session().thumbnails.want(hash);
    session()
      .pictures.load(hash)
      .then(
        (picture) => (loaded = { hash, element: picture.element }),
        () => (loaded = { hash, element: null }),
      );
    return giveBack;
  });
  $effect(() => {
    const { list, pictures } = session();
    const near = [1, 2, -1].flatMap(
      (step) => list.row(list.ids[focus + step])?.hash ?? [],
    );
    // What is on the screen now goes first.
    if (element) pictures.prefetch(near);
  });

  return {
    get element() {
      return element;
    },
    get hasFailed() {
      return (
        row !== undefined &&
        loaded?.hash === row.hash &&
        loaded.element === null
      );
    },
    get small() {
      return row ? (session().thumbnails.url(row.hash) ?? null) : null;
    },
  };
}
