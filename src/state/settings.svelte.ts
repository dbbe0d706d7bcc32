import { trace } from "#storage/traces.ts";

/** Preferences that the first paint needs: kept in local storage, read at once. */
export type Theme = "system" | "light" | "dark";

const THEME = "gleaner-theme";

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // The choice holds until the page is closed.
  }
}

const isTheme = (value: string | null): value is Theme =>
  value === "light" || value === "dark" || value === "system";

class Settings {
  #theme = $state.raw<Theme>("system");

  constructor() {
    if (typeof document === "undefined") return;
    const stored = read(THEME);
    if (isTheme(stored)) this.theme = stored;
  }

  get theme(): Theme {
    return this.#theme;
  }

  set theme(theme: Theme) {
    this.#theme = theme;
    write(THEME, theme);
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  }

  /** What a person chooses goes to the audit log, too. */
  readonly choose = async (theme: Theme): Promise<void> => {
    this.theme = theme;
    await trace({
      name: "updateSettings",
      resourceType: "Settings",
      resourceId: "theme",
      resourceName: "theme",
      detail: { theme },
    });
  };
}

export const settings = new Settings();
