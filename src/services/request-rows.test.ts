import { expect, it } from "vitest";
import { rowsOf } from "./request-rows.ts";

const bytes = (text: string): ArrayBuffer =>
  new Uint8Array(new TextEncoder().encode(text)).buffer;
const JSON_TYPE = "application/json; charset=utf-8";

it("hands rows on as they came", async () => {
  const body = '{"meta":{"uuid":"7"},"data":{"req_data":[{"a":"34"}]}}';
  const found = rowsOf(JSON_TYPE, bytes(body));
  if ("status" in found) throw new Error(found.message);
  expect(await found.file.text()).toBe(body);
  expect(found.uuid).toBe("7");
});

it("tells what is wrong with its status", () => {
  expect(rowsOf("text/plain", bytes("{}"))).toMatchObject({ status: 400 });
  expect(rowsOf(JSON_TYPE, bytes("{"))).toMatchObject({ status: 400 });
});
