import { expect, it } from "vitest";
import { textOf } from "./request-text.ts";

const bytes = (text: string): ArrayBuffer =>
  new Uint8Array(new TextEncoder().encode(text)).buffer;
const JSON_TYPE = "application/json; charset=utf-8";

it("takes a text from JSON and from plain text", async () => {
  const body = JSON.stringify({ text: "好吃 😀", meta: { uuid: "7" } });
  const found = textOf(JSON_TYPE, bytes(body));
  if ("status" in found) throw new Error(found.message);
  expect(await found.file.text()).toBe("好吃 😀");
  expect(found.uuid).toBe("7");
  const plain = textOf("text/plain", bytes("bad food"));
  if ("status" in plain) throw new Error(plain.message);
  expect(await plain.file.text()).toBe("bad food");
});

it("tells what is wrong with its status", () => {
  expect(textOf(JSON_TYPE, bytes("{"))).toMatchObject({ status: 400 });
  expect(textOf(JSON_TYPE, bytes("null"))).toMatchObject({ status: 400 });
  expect(textOf(JSON_TYPE, bytes('{"text":" "}'))).toMatchObject({
    status: 400,
  });
  expect(textOf("image/png", bytes("x"))).toMatchObject({ status: 400 });
  expect(
    textOf("text/plain", new Uint8Array([0xff, 0xfe, 0x41]).buffer),
  ).toMatchObject({ status: 400 });
  expect(textOf("text/plain", bytes("x".repeat(102_401)))).toMatchObject({
    status: 413,
  });
});
