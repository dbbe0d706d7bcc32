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
  // Times are taken in the page: Playwright's own waiting looks twice a second only.
  const times = await page.evaluateHandle(() => {
    const times = { began: 0 };
    const begin = () => (times.began = performance.now());
    addEventListener("change", begin, { capture: true, once: true });
    return times;
  });
  const shown = (pattern) =>
    page.evaluate(
      (source) =>
        new Promise((resolve) => {
          const look = () => {
            const texts = [
              ...document.querySelectorAll(
                "[role=dialog], [role=dialog] button",
              ),
            ].map((one) => one.textContent.trim());
            if (!texts.some((text) => new RegExp(source).test(text))) return;
            observer.disconnect();
            resolve(performance.now());
          };
          const observer = new MutationObserver(look);
          const changes = {
            subtree: true,
            childList: true,
            characterData: true,
          };
          observer.observe(document.body, changes);
          look();
        }),
      pattern,
    );
  await input.setInputFiles(paths);
  const scanned = await shown("^Import [\\d,]+ samples?$");
  const confirm = dialog.getByRole("button", {
    name: /^Import [\d,]+ samples?$/,
  });
  const clicked = await confirm.evaluate((button) => {
    const now = performance.now();
    button.click();
    return now;
  });
  const ended = await shown("samples? imported");
  const began = await times.evaluate(({ began }) => began);
  const text = await dialog.getByText(/samples? imported/).innerText();
  await dialog.getByRole("button", { name: "Stay here" }).click();
  return {
    scan: scanned - began,
    commit: ended - clicked,
    total: scanned - began + (ended - clicked),
    imported: Number(
      /([\d,]+) samples? imported/.exec(text)[1].replaceAll(",", ""),
    ),
  };
}
