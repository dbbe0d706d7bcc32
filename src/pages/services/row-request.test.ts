import { expect, it } from "vitest";
import type { Column } from "#core/table.ts";
import { isMisfit, requestText, rowOfRequest } from "./row-request.ts";

const columns: Column[] = [
  { name: "age", type: "int" },
  { name: "job", type: "string" },
  { name: "loan", type: "boolean" },
  { name: "since", type: "date" },
];
const row = {
  age: "34",
  job: "blue-collar",
  loan: "TRUE",
  since: "2014-05-29",
};

it("makes the JSON of a form, and a form of the JSON", () => {
  const text = requestText(row, columns);
  expect(JSON.parse(text)).toEqual({
    data: {
      req_data: [
        { age: 34, job: "blue-collar", loan: true, since: "2014-05-29" },
      ],
    },
  });
  expect(rowOfRequest(text)).toEqual(row);
});

it("writes null for what is missing, and what does not fit as it is", () => {
  const { data } = JSON.parse(requestText({ age: "old" }, columns)) as {
    readonly data: { readonly req_data: readonly unknown[] };
  };
  expect(data.req_data[0]).toEqual({
    age: "old",
    job: null,
    loan: null,
    since: null,
  });
  expect(columns.map((one) => isMisfit("old", one))).toEqual([
    true,
    false,
    true,
    true,
  ]);
});

it("reads numbers that are texts, and gives nothing for what is no request", () => {
  expect(rowOfRequest('{"data":{"req_data":[{"age":"34"}]}}')).toEqual({
    age: "34",
  });
  for (const text of ["{", "[]", "null", '{"data":{"req_data":[]}}'])
    expect(rowOfRequest(text)).toBeNull();
});
