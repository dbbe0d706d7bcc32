/**
 * Chromium keeps IndexedDB in LevelDB, whose log of writes goes on where the last process left it.
 * One that was killed within a write leaves half a record there. What is appended behind it makes the
 * log unreadable at the start after next, and Chromium then deletes every database of the site
 * (LevelDB's `reuse_logs` with `paranoid_checks`).
 */
const NAME = "gleaner-fresh-log";

const done = (request: IDBOpenDBRequest): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () =>
      reject(request.error ?? new Error("The database did not answer"));
  });

/**
 * Has the browser begin a new log, before anything of worth is written behind a torn end: when a
 * database is deleted, LevelDB keeps what the log held as a table, and lets the log go. Takes a few
 * milliseconds; costs nothing where the browser is another.
 * @throws DOMException where IndexedDB cannot be used.
 */
export async function beginFreshLog(): Promise<void> {
  (await done(indexedDB.open(NAME))).close();
  await done(indexedDB.deleteDatabase(NAME));
}
