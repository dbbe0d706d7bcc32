/** Files and folders of the disk, dropped as a file manager drops them. */
import type { Page } from "playwright-core";

/** @param paths of files and folders. @param at a point of the page, in CSS pixels. */
export async function dropFiles(
  page: Page,
  paths: readonly string[],
  at: { readonly x: number; readonly y: number } = { x: 40, y: 400 },
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", { type, ...at, data });
  await session.detach();
}
