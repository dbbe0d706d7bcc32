/** How the list of projects is looked at on this device: kept in local storage. Source: ExeML 1.3. */
export interface ProjectView {
  /** Ids of the columns that are not shown. */
  readonly hidden: readonly string[];
  /** Long texts take several lines; else they end in dots. */
  readonly wraps: boolean;
  /** Operations stay in sight where the table scrolls sideways. */
  readonly fixesOperation: boolean;
}

const VIEW = "gleaner-project-list";
const DEFAULT_VIEW: ProjectView = {
  hidden: [],
  wraps: false,
  fixesOperation: true,
};

const isText = (value: unknown): value is string => typeof value === "string";

/** As it was left the last time; what is no view leaves the default. */
export function readProjectView(): ProjectView {
  try {
    const kept = JSON.parse(
      localStorage.getItem(VIEW) ?? "{}",
    ) as Partial<ProjectView>;
    return {
      hidden: Array.isArray(kept.hidden) ? kept.hidden.filter(isText) : [],
      wraps: kept.wraps === true,
      fixesOperation: kept.fixesOperation !== false,
    };
  } catch {
    return DEFAULT_VIEW;
  }
}

export function keepProjectView(view: ProjectView): void {
  try {
    localStorage.setItem(VIEW, JSON.stringify(view));
  } catch {
    // The choice holds until the page is closed.
  }
}
