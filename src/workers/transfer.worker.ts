/** Bytes in and out of the device: import, publish, export, backup, restore. */
import { expose } from "comlink";
import { findCopies } from "#storage/copies.ts";
import { commitTable } from "./commit-table.ts";
import { copySamples } from "./copy-samples.ts";
import { commitImport } from "./import-commit.ts";
import { planImport } from "./import-plan.ts";
import { planTable } from "./plan-table.ts";
import { rereadTexts } from "./plan-texts.ts";
import { scanImport } from "./import-scan.ts";
import { exportArchive } from "./export-archive.ts";
import { exportTable } from "./export-table.ts";
import { profileTable } from "./profile-table.ts";
import { publishVersion } from "./publish-version.ts";
import { writeBackup } from "./backup-archive.ts";
import { restoreBackup } from "./backup-restore.ts";
import { readDrawnFacts } from "./drawn-shapes.ts";
import { drawSamples } from "./sample-makers.ts";
import { installTransferHandlers } from "./rpc.ts";

const api = {
  scanImport,
  planImport,
  rereadTexts,
  commitImport,
  planTable,
  commitTable,
  exportTable,
  profileTable,
  publishVersion,
  exportArchive,
  copySamples,
  writeBackup,
  restoreBackup,
  drawSamples,
  readDrawnFacts,
  findCopies,
};

export type TransferApi = typeof api;

installTransferHandlers();
expose(api);
