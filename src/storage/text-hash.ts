import { sha256 } from "@noble/hashes/sha2.js";
import type { BlobHash } from "#core/ids.ts";
import { hex } from "./content-hash.ts";

/** Stands for a text among samples; no file's hash begins so. */
export const textHash = (text: string): BlobHash =>
  `text-${hex(sha256(new TextEncoder().encode(text)))}` as BlobHash;
