/** One of the threads that look at an import's files. */
import { expose } from "comlink";
import { installTransferHandlers } from "./rpc.ts";
import { scanFiles } from "./scan-files.ts";

const api = { scanFiles };

export type ScanApi = typeof api;

installTransferHandlers();
expose(api);
