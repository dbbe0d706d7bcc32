/** What a new project of predictive analytics is asked, with what its table suggests. */
import { labelTypeOf } from "#core/label-column.ts";
import type { Project } from "#core/project.ts";
import type { StoredTable } from "#core/stored-table.ts";
import type { LabelColumn } from "#core/table.ts";
import { checkTable, TABLE_POLICIES } from "#exeml/check-table.ts";
import { TableProfile } from "./table.svelte.ts";

export { TABLE_POLICIES };

export class TableChoices {
  readonly #table: StoredTable;
  readonly #profile: TableProfile;
  #name = $state<string | null>(null);
  #type = $state<LabelColumn["type"] | null>(null);

  constructor(table: StoredTable) {
    this.#table = table;
    this.#profile = new TableProfile(table);
  }

  get columns(): StoredTable["columns"] {
    return this.#table.columns;
  }

  /** False while the columns are looked at. */
  get isReady(): boolean {
    return this.#profile.columns !== null;
  }

  /** The last column is proposed, and the type that its values suggest. */
  get label(): LabelColumn {
    const name = this.#name ?? this.columns.at(-1)?.name ?? "";
    const column = this.#profile.columns?.find((one) => one.name === name);
    return {
      name,
      type: this.#type ?? (column ? labelTypeOf(column) : "discrete"),
    };
  }

  readonly choose = (name: string): void => {
    this.#name = name;
    this.#type = null;
  };

  readonly chooseType = (type: LabelColumn["type"]): void => {
    this.#type = type;
  };

  /** Rules of the guide that the table would break. */
  get broken(): number {
    const columns = this.#profile.columns;
    if (!columns) return 0;
    const { rows, ignored, sourceBytes } = this.#table;
    return checkTable(
      { columns, rows, ignored, sourceBytes, label: this.label },
      TABLE_POLICIES.guide,
    ).filter(({ severity }) => severity === "error").length;
  }

  /** Too little for the guide's rules: by them the first try would end at Check Data. */
  get policy(): Project["policy"] {
    return this.broken === 0 ? "guide" : "relaxed";
  }

  readonly stop = (): void => this.#profile.stop();
}
