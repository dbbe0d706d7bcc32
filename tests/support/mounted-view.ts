/** A view of a labeling type on a session in memory, in the page. */
import { mount, unmount, type Component } from "svelte";
import { expect, vi } from "vitest";
import { EVERY_ITEM, type ItemQuery } from "#core/item-query.ts";
import type { LabelingType } from "#labeling/contract.ts";
import { LabelingSession } from "#labeling/session.svelte.ts";
import type { MemoryLabelingStore } from "./memory-labeling-store.ts";

export interface MountedView {
  readonly session: LabelingSession;
  readonly host: HTMLElement;
  readonly close: () => Promise<void>;
}

interface Wanted {
  readonly type: unknown;
  readonly store: MemoryLabelingStore;
  readonly query?: ItemQuery;
  /** CSS size of the element that the view fills. */
  readonly size: string;
  /** Properties besides the session; those of a `$state` may change later. */
  readonly props?: object;
}

/** Opens the list, shows the view and waits for the first row. Errors that the session reports are thrown. */
export async function mountView<Props extends { session: LabelingSession }>(
  view: Component<Props>,
  { type, store, query = EVERY_ITEM, size, props = {} }: Wanted,
): Promise<MountedView> {
  const session = new LabelingSession({
    type: type as LabelingType,
    job: store.job,
    store,
    report: (error) => {
      throw error;
    },
    now: Date.now,
  });
  session.start();
  await session.open(query);
  const host = document.createElement("div");
  host.style.cssText = size;
  document.body.append(host);
  const mounted = mount(view, {
    target: host,
    props: Object.assign(props, { session }) as Props,
  });
  await vi.waitFor(() =>
    expect(session.list.row(session.list.ids[0])).toBeDefined(),
  );
  return {
    session,
    host,
    close: async () => {
      await unmount(mounted);
      session.close();
      host.remove();
    },
  };
}

/** A black picture of 400 x 300 pixels. */
export async function blackPicture(): Promise<Blob> {
  const canvas = new OffscreenCanvas(400, 300);
  canvas.getContext("2d")?.fillRect(0, 0, 400, 300);
  return canvas.convertToBlob();
}
