/**
 * Chromium keeps IndexedDB, and the names of the files of the origin, in LevelDB, whose log of writes
 * goes on where the last process left it. One that was killed within a write leaves half a record
 * there, and spoils what is appended behind it for the start after next: of a database the whole log,
 * and Chromium then deletes all databases of the site; of the names the rest of the block of 32 KiB,
 * and the files that were made then are gone (LevelDB's `reuse_logs`, with and without
 * `paranoid_checks`; `doc/log_format.md` there).
 */
const NAME = "gleaner-fresh-log";

const done = (request: IDBOpenDBRequest): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () =>
      reject(request.error ?? new Error("The database did not answer"));
  });

/**
 * Has the browser begin a new log of the databases, before anything of worth is written behind a torn
 * end: when a database is deleted, LevelDB keeps what the log held as a table, and lets the log go.
 * Takes a few milliseconds; costs nothing where the browser is another.
 * @throws DOMException where IndexedDB cannot be used.
 */
export async function beginFreshLog(): Promise<void> {
  (await done(indexedDB.open(NAME))).close();
  await done(indexedDB.deleteDatabase(NAME));
}

/** Bytes that making and removing a file of the longest name adds to the log, and those of a block. */
const [TURN_BYTES, BLOCK_BYTES] = [1000, 32_768];
const LONGEST_NAME = 250;

/**
 * Fills the block of the log of file names that a torn record may be in, before any file of worth is
 * made: with a file that comes and goes. Takes about 100 ms. Only Chromium has such a log.
 * @throws DOMException where no files can be made.
 */
export async function leaveTornBlock(): Promise<void> {
  if (!("userAgentData" in navigator)) return;
  const root = await navigator.storage.getDirectory();
  const name = NAME.padEnd(LONGEST_NAME, "-");
  for (let filled = 0; filled < BLOCK_BYTES; filled += TURN_BYTES) {
    await root.getFileHandle(name, { create: true });
    await root.removeEntry(name);
  }
}
