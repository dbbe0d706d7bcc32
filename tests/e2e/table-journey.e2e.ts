/** A table from a CSV file to predictions, by form, by JSON and by file; with no network, and after a reload. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { cellText } from "#core/cell-value.ts";
import { ORCHARD_COLUMNS, orchardRows } from "#core/sample-orchard.ts";
import { Journey, shot } from "./journey.ts";
import { next } from "./steps.ts";

const journey = new Journey();
const { origin } = journey;
const ROWS = 400;
const TRAINING_MS = 150_000;

const line = (cells: readonly string[]): string => `${cells.join(";")}\n`;
const header = line(ORCHARD_COLUMNS.map(({ name }) => name));
/** As European spreadsheets write it: a decimal comma, semicolons between cells. */
const csv = (count: number, seed: number): string =>
  header +
  orchardRows(count, seed)
    .map((row) =>
      line(
        row.map((cell, i) =>
          cell === null
            ? ""
            : cellText(cell, ORCHARD_COLUMNS[i]?.type ?? "string").replace(
                ".",
                ",",
              ),
        ),
      ),
    )
    .join("");

const folder = journey.folder({
  // Another length, and a word where a number should be.
  "trees.csv": Buffer.from(`${csv(ROWS, 11)}Gala;7\n`),
  "new.csv": Buffer.from(csv(60, 12)),
});

async function importTable(page: Page): Promise<void> {
  await page.goto(`${origin}#/datasets?create=1`);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^Table/ }).click();
  await dialog
    .locator("input[type=file]")
    .first()
    .setInputFiles(join(folder, "trees.csv"));
  await dialog.getByRole("button", { name: /^(Create|Submit)/ }).click();
  await dialog.getByText(/400 rows · 9 columns/).waitFor();
  await dialog.getByText("Detected (Semicolon)").waitFor();
  await dialog
    .getByText(/^Decimal comma, All values fit/)
    .first()
    .waitFor();
  await shot(page, "table-import");
  // Read with another delimiter there is one column; and back.
  await dialog.getByLabel("Delimiter").click();
  await page.getByRole("option", { name: "Comma" }).click();
  await dialog.getByText(/1 column /).waitFor();
  await dialog.getByLabel("Delimiter").click();
  await page.getByRole("option", { name: /^Detected/ }).click();
  await dialog.getByRole("button", { name: "Import 400 rows" }).click();
  await dialog.getByText(/400 rows were imported/).waitFor();
  await dialog.getByText(/1 row was ignored/).waitFor();
  await shot(page, "table-imported");
}

async function publish(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Publish" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Publish" }).click();
  await page.getByText("Total Versions: 1").waitFor();
  await page.getByText("CSV", { exact: true }).waitFor();
}

it("takes a CSV file to a model that answers rows", async () => {
  const { page, errors } = await journey.open();
  await importTable(page);
  const dataset = /datasets\/([^?]+)/.exec(page.url())?.[1] ?? "";
  await page.goto(`${origin}#/datasets/${dataset}?tab=samples`);
  const rows = page.getByRole("region", { name: /^Rows of/ });
  await rows.getByRole("row").nth(3).waitFor();
  await page.getByLabel("Go to row").first().fill("400");
  await page.keyboard.press("Enter");
  await rows.getByRole("rowheader", { name: "400", exact: true }).waitFor();
  await page.getByRole("tab", { name: "Schema" }).click();
  await page.getByRole("img", { name: /Distribution of rain_mm/ }).waitFor();
  await shot(page, "table-schema");
  await publish(page);

  await journey.goOffline(page);
  await page.goto(`${origin}#/exeml?create=${dataset}&type=table`);
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Discrete value").waitFor();
  await dialog.getByLabel(/^Label Column: grade/).waitFor();
  await shot(page, "table-project");
  await dialog.getByRole("button", { name: "Create Project" }).click();
  await page.waitForURL(/#\/exeml\/[^?]+$/);
  const project = page.url();
  await page
    .getByText("Awaiting input")
    .first()
    .waitFor({ timeout: TRAINING_MS });
  await shot(page, "table-trained");
  await next(page);
  await page.getByRole("link", { name: "Open the service" }).click();
  await page.waitForURL(/#\/services\//);

  // The form and the JSON follow each other.
  const soil = page.getByLabel("soil", { exact: true });
  await soil.fill("sand");
  await page.getByText("Request JSON").first().click();
  const json = page.getByRole("textbox", { name: "Request JSON" });
  await expect.poll(() => json.inputValue()).toContain('"soil": "sand"');
  await json.fill((await json.inputValue()).replace('"sand"', '"loam"'));
  await expect.poll(() => soil.inputValue()).toBe("loam");
  await page.getByRole("button", { name: "Predict" }).click();
  await page.getByText("Result JSON").click();
  const result = JSON.parse(
    await page.locator("pre").first().innerText(),
  ) as unknown;
  expect(result).toMatchObject({
    data: { resp_data: [{ predict: expect.any(String) as string }] },
  });
  await shot(page, "table-prediction");

  await page
    .getByLabel("Choose a file")
    .last()
    .setInputFiles(join(folder, "new.csv"));
  await page.getByText("60 rows were predicted.").waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save the CSV file" }).click(),
  ]);
  const lines = readFileSync(await download.path(), "utf8")
    .trim()
    .split("\r\n");
  expect(lines).toHaveLength(61);
  expect(lines[0]).toMatch(/grade,predict,probability$/);
  const right = lines
    .slice(1)
    .map((one) => one.split(","))
    .filter((cells) => cells.at(-3) === cells.at(-2)).length;
  expect(right).toBeGreaterThan(32);

  const id = /services\/([^?]+)/.exec(page.url())?.[1] ?? "";
  const call = (body: unknown) =>
    page.evaluate(
      async ([service, text]) => {
        const response = await fetch(`/v1/infers/${service ?? ""}`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: text ?? "",
        });
        return { status: response.status, body: await response.text() };
      },
      [id, JSON.stringify(body)],
    );
  const fine = await call({
    meta: { uuid: "7" },
    data: { req_data: [{ soil: "sand", bees: "few", class: "x" }] },
  });
  expect(fine.status, fine.body).toBe(200);
  expect(JSON.parse(fine.body)).toMatchObject({
    meta: { uuid: "7" },
    data: { resp_data: [{ predict: "juice" }] },
  });
  const wrong = await call({ data: { req_data: [{ sole: "sand" }] } });
  expect(wrong.status, wrong.body).toBe(400);
  expect(wrong.body).toContain("`sole` is no column of the model");

  await page.goto(project);
  await page.reload();
  await page.getByRole("button", { name: /^Predict/ }).click();
  await page.getByRole("link", { name: "Evaluation Results" }).first().click();
  await page.getByRole("heading", { name: "Confusion matrix" }).waitFor();
  await shot(page, "table-evaluation");
  await page.goto(`${origin}#/datasets/${dataset}?tab=samples`);
  await rows.getByRole("row").nth(3).waitFor();
  // The refused call is told by the browser, too.
  expect(errors.filter((error) => !error.includes("400"))).toEqual([]);
});
