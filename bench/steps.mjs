/** What a person does, by the words on the screen. */

/** Makes an empty dataset; ends on its page. */
export async function createDataset(page, url, name) {
  await page.goto(`${url}#/datasets`);
  await page.getByRole("button", { name: "Create Dataset" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Name/).fill(name);
  await dialog.getByRole("button", { name: "Submit" }).click();
  await page.waitForURL(/#\/datasets\/[^?]+/);
}

/**
 * Imports files through the dialog of the dataset's page, labels into a new labeling job.
 * @returns milliseconds {scan, commit, total}: `scan` is from the choice of files to the dry run on the screen.
 */
export async function importFiles(page, paths) {
  await page
    .getByRole("button", { name: "Import", exact: true })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  const input = dialog.getByLabel("Choose files").and(page.locator("input"));
  const patient = { timeout: 600_000 };
  const began = performance.now();
  await input.setInputFiles(paths);
  const confirm = dialog.getByRole("button", {
    name: /^Import [\d,]+ samples?$/,
  });
  await confirm.waitFor(patient);
  const scanned = performance.now();
  await confirm.click();
  await dialog.getByText(/samples? imported/).waitFor(patient);
  const ended = performance.now();
  const text = await dialog.getByText(/samples? imported/).innerText();
  await dialog.getByRole("button", { name: "Stay here" }).click();
  return {
    scan: scanned - began,
    commit: ended - scanned,
    total: ended - began,
    imported: Number(
      /([\d,]+) samples? imported/.exec(text)[1].replaceAll(",", ""),
    ),
  };
}
