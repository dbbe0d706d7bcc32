/**
 * Asks before the page is left while there is something to lose: by a link of the app or the
 * browser's Back where the browser lets a page hold that up (Navigation API), by closing the tab
 * everywhere.
 * @param holds whether there is something to lose.
 * @param onleave is called instead of going; `go` goes after all.
 * @returns the end of the guard.
 */
export function guardLeaving(
  holds: () => boolean,
  onleave: (go: () => void) => void,
): () => void {
  const listeners = new AbortController();
  const { signal } = listeners;
  const { navigation } = window as { readonly navigation?: Navigation };
  navigation?.addEventListener(
    "navigate",
    (event) => {
      if (!event.cancelable || !event.hashChange || !holds()) return;
      event.preventDefault();
      const { url } = event.destination;
      onleave(() => (window.location.href = url));
    },
    { signal },
  );
  window.addEventListener(
    "beforeunload",
    (event) => {
      if (holds()) event.preventDefault();
    },
    { signal },
  );
  return () => listeners.abort();
}
