import { expect, it } from "vitest";
import { FolderWriter } from "./folder-writer.ts";

it("writes files into folders, any depth, and counts the bytes", async () => {
  const origin = await navigator.storage.getDirectory();
  const root = await origin.getDirectoryHandle("folder-writer", {
    create: true,
  });
  const writer = new FolderWriter(root);
  await writer.addFile("top.bin", new Blob([new Uint8Array([1, 2, 3])]));
  await writer.addText("a/b/one.txt", "Cat\n");
  await writer.addText("a/b/two.txt", "Dog\n");
  await writer.addText("a/b/two.txt", "Owl\n");
  await writer.close();

  const a = await root.getDirectoryHandle("a");
  const b = await a.getDirectoryHandle("b");
  const read = async (
    folder: FileSystemDirectoryHandle,
    name: string,
  ): Promise<string> =>
    (await (await folder.getFileHandle(name)).getFile()).text();
  expect(await read(b, "one.txt")).toBe("Cat\n");
  expect(await read(b, "two.txt")).toBe("Owl\n");
  expect((await (await root.getFileHandle("top.bin")).getFile()).size).toBe(3);
  expect(writer.bytes).toBe(15);
  await origin.removeEntry("folder-writer", { recursive: true });
});

it("names the file that the system cannot have", async () => {
  const root = await navigator.storage.getDirectory();
  await expect(new FolderWriter(root).addText("..", "x")).rejects.toMatchObject(
    { code: "storage", detail: { path: ".." } },
  );
});
