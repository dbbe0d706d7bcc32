import { describe, expect, it } from "vitest";
import { pictureOf, soundOf } from "./request-file.ts";

const encode = (text: string): ArrayBuffer =>
  new TextEncoder().encode(text).buffer;

async function form(
  key: string,
  file: Blob,
): Promise<{ type: string; body: ArrayBuffer }> {
  const data = new FormData();
  data.append(key, file, "a.jpg");
  const response = new Response(data);
  return {
    type: response.headers.get("Content-Type") ?? "",
    body: await response.arrayBuffer(),
  };
}

describe("pictureOf", () => {
  it.each(["images", "image"])(
    "takes a file from the form field %s",
    async (key) => {
      const { type, body } = await form(key, new Blob(["abc"]));
      const picture = await pictureOf(type, body);
      expect("file" in picture && (await picture.file.text())).toBe("abc");
    },
  );

  it("takes base64 from JSON and echoes the uuid", async () => {
    const picture = await pictureOf(
      "application/json",
      encode(JSON.stringify({ meta: { uuid: "u1" }, images: btoa("xyz") })),
    );
    expect(
      "file" in picture && [await picture.file.text(), picture.uuid],
    ).toEqual(["xyz", "u1"]);
  });

  it("answers 400 to what holds no picture", async () => {
    const { type, body } = await form("other", new Blob(["abc"]));
    expect(await pictureOf(type, body)).toMatchObject({ status: 400 });
    expect(await pictureOf("application/json", encode("{"))).toMatchObject({
      status: 400,
    });
    expect(await pictureOf("text/plain", encode("x"))).toMatchObject({
      status: 400,
    });
  });

  it("takes a recording from the form field audio, and says so where there is none", async () => {
    const { type, body } = await form("audio", new Blob(["abc"]));
    const sound = await soundOf(type, body);
    expect("file" in sound && (await sound.file.text())).toBe("abc");
    const other = await form("images", new Blob(["abc"]));
    expect(await soundOf(other.type, other.body)).toEqual({
      status: 400,
      message: "The form must hold the sound as `audio`",
    });
  });

  it("answers 413 above 8 MB", async () => {
    const { type, body } = await form(
      "images",
      new Blob([new Uint8Array(8 * 1024 * 1024 + 1)]),
    );
    expect(await pictureOf(type, body)).toMatchObject({ status: 413 });
  });
});
