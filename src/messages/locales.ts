import { setMessages, type Messages } from "./messages.ts";

type Locales = Readonly<Record<string, () => Promise<Messages>>>;

/** Locales besides English, by language tag; one is loaded only where it is asked for. */
const LOCALES: Locales = {};

/** Takes the texts of the page's language, before anything is mounted; English where it has none. */
export async function startLocale(
  { documentElement: { lang } }: Document,
  locales = LOCALES,
): Promise<void> {
  const load = locales[lang] ?? locales[lang.replace(/-.*/, "")];
  if (load) setMessages(await load());
}
