import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { labelingTypes } from "#labeling/registry.ts";
import { m } from "#messages/messages.ts";
import ExportLosses from "./ExportLosses.svelte";

const formats = labelingTypes.flatMap(({ id, dataType, exporters }) =>
  exporters.map((format) => ({
    id: `${id}: ${format.name}`,
    dataType,
    losses: format.losses,
  })),
);

it.each(formats)(
  "$id: each loss in words, or that there is none",
  async (one) => {
    const { dataType, losses } = one;
    await render(ExportLosses, { dataType, losses });
    const texts = m.datasets.exportDialog;
    const told = page.getByRole("listitem").elements();
    expect(told.map(({ textContent }) => textContent)).toEqual(
      losses.map((loss) => m.losses[loss]),
    );
    const title = page.getByRole("heading", { name: texts.losses });
    const none = page.getByText(
      dataType === "free_format" ? texts.copies : texts.lossless,
    );
    const isLossless = losses.length === 0;
    expect(title.elements()).toHaveLength(isLossless ? 0 : 1);
    expect(none.elements()).toHaveLength(isLossless ? 1 : 0);
  },
);
