/** What is wrong with a screen for people who do not see it, and for thumbs. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import type { Device } from "./chromium.ts";

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly {
      readonly html: string;
      readonly any: readonly { readonly message: string }[];
    }[];
  }[];
}

/**
 * The serious and critical findings of axe, one line each: rule, element, why.
 * @param rules only these; all when empty.
 */
export async function axeFindings(
  page: Page,
  rules: readonly string[] = [],
): Promise<string[]> {
  // Evaluated by the debugger: the page's content security policy forbids a script tag.
  await page.evaluate(`if (!window.axe) { ${axeSource} }`);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document, ${JSON.stringify({
      resultTypes: ["violations"],
      ...(rules.length > 0 ? { runOnly: rules } : {}),
    })})`,
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, any }) =>
          `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ""}`,
      ),
    );
}

/** A page wider than its window: on a phone it shrinks, and its lower bar leaves the screen. */
export async function sidewaysScroll(page: Page): Promise<string[]> {
  const [wide, width] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  return wide > width
    ? [`scrolls sideways: ${String(wide)} px in ${String(width)}`]
    : [];
}

const LEAST = 44;

/**
 * Controls smaller than a thumb, one line each. Excepted are:
 * - links inside a sentence, which WCAG 2.5.8 lets be as high as their line
 * - the boxes of checkboxes, radios and switches, whose whole label is the target
 * - what cannot be pressed: disabled, hidden, or lying under a dialog
 * - the skip link, which only a keyboard reaches, and file inputs that a button stands for
 */
export async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const controls = document.querySelectorAll<HTMLElement>(
      "a[href], button, input, select, textarea, summary, [role=tab], [role=menuitem], [role=option], [role=switch]",
    );
    const dialog = document.querySelector("[role=dialog], [role=alertdialog]");
    const isSentence = (link: HTMLElement): boolean =>
      link.tagName === "A" &&
      [...(link.parentElement?.childNodes ?? [])].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
    /** The element that takes the press: a field's own label counts with it. */
    const targetOf = (control: HTMLElement): Element =>
      (control instanceof HTMLInputElement && control.closest("label")) ||
      control;
    const small: string[] = [];
    for (const control of controls) {
      if (
        control.matches(
          ":disabled, [aria-disabled=true], .skip, .visually-hidden",
        )
      )
        continue;
      if (
        dialog &&
        !dialog.contains(control) &&
        !control.closest("[role=menu], [role=listbox]")
      )
        continue;
      if (
        !control.checkVisibility({
          opacityProperty: true,
          visibilityProperty: true,
        })
      )
        continue;
      if (isSentence(control)) continue;
      const { width, height } = targetOf(control).getBoundingClientRect();
      // A pixel of slack for fractions of the layout.
      if (width === 0 || height === 0) continue;
      if (width < least - 0.5 || height < least - 0.5)
        small.push(
          `${String(Math.round(width))} x ${String(Math.round(height))}: ${control.outerHTML.slice(0, 140)}`,
        );
    }
    return small;
  }, LEAST);
}

/** What is wrong with what is on the screen now; between the themes only colours differ. */
export async function findingsOf(
  page: Page,
  { touch }: Device,
): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await axeFindings(page, ["color-contrast"]);
  await page.emulateMedia({ colorScheme: "light" });
  return [
    ...dark.map((line) => `dark: ${line}`),
    ...(await axeFindings(page)),
    ...(await sidewaysScroll(page)),
    ...(touch ? await smallTargets(page) : []),
  ];
}
