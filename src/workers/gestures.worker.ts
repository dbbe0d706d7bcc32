/** Writes labeling gestures, on a thread that paints nothing. */
import { expose } from "comlink";
import { applyEdits, redo, undo } from "#storage/journal.ts";
import { installTransferHandlers } from "./rpc.ts";

const api = { applyEdits, undo, redo };

export type GesturesApi = typeof api;

installTransferHandlers();
expose(api);
