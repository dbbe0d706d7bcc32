/**
 * Where an archive goes while it is written: a file the user picked, else a file of the origin
 * (offered for download afterwards), else, where neither can be written, a blob of the database.
 */
import type { JobId } from "#core/ids.ts";
import { canWriteFiles } from "#storage/blob-files.ts";
import { keepDownload, openDownload } from "#storage/downloads.ts";

export interface ArchiveSink {
  readonly stream: WritableStream<Uint8Array>;
  /** Bytes written. Call it when the stream is closed. */
  readonly finish: () => Promise<number>;
}

function counting(target: WritableStream<Uint8Array>): {
  stream: WritableStream<Uint8Array>;
  bytes: () => number;
} {
  let bytes = 0;
  const writer = target.getWriter();
  const stream = new WritableStream<Uint8Array>({
    write: async (chunk) => {
      bytes += chunk.byteLength;
      await writer.write(chunk);
    },
    close: () => writer.close(),
    abort: (reason) => writer.abort(reason),
  });
  return { stream, bytes: () => bytes };
}

export async function openSink(
  jobId: JobId,
  picked: FileSystemFileHandle | null,
): Promise<ArchiveSink> {
  if (picked || (await canWriteFiles())) {
    const target = picked
      ? await picked.createWritable()
      : await openDownload(jobId);
    const { stream, bytes } = counting(target);
    return { stream, finish: async () => bytes() };
  }
  const parts: Blob[] = [];
  const stream = new WritableStream<Uint8Array>({
    write: (chunk) => void parts.push(new Blob([new Uint8Array(chunk)])),
  });
  return {
    stream,
    finish: async () => {
      const file = new Blob(parts, { type: "application/zip" });
      await keepDownload(jobId, file);
      return file.size;
    },
  };
}
