/** Numbers, sizes, dates and times as the reader's language writes them. */
const locale = (): string | undefined =>
  typeof document === "undefined"
    ? undefined
    : document.documentElement.lang || undefined;

/** Formatters, which take a hundred times as long to make as to use. */
const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const own = locale();
  const key = `${own ?? ""} ${JSON.stringify(options)}`;
  const made = numberFormats.get(key) ?? new Intl.NumberFormat(own, options);
  numberFormats.set(key, made);
  return made;
}

function dateFormat(
  options: Intl.DateTimeFormatOptions,
  ms: number,
): Intl.DateTimeFormat {
  const own = locale();
  // A device that travels shows the time of where it is.
  const offset = new Date(ms).getTimezoneOffset();
  const key = `${own ?? ""} ${String(offset)} ${JSON.stringify(options)}`;
  const made = dateFormats.get(key) ?? new Intl.DateTimeFormat(own, options);
  dateFormats.set(key, made);
  return made;
}

export const formatNumber = (value: number, digits = 0): string =>
  numberFormat({ maximumFractionDigits: digits }).format(value);

/** @param share 0-1. */
export const formatPercent = (share: number, digits = 0): string =>
  numberFormat({
    style: "percent",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(share);

/** With one decimal; "--" where there is nothing to divide. @param share 0-1. */
export const formatShare = (share: number | null | undefined): string =>
  share === null || share === undefined ? "--" : formatPercent(share, 1);

const SIZES = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

export function formatBytes(bytes: number): string {
  const step =
    bytes < 1000
      ? 0
      : Math.min(SIZES.length - 1, Math.floor(Math.log10(bytes) / 3));
  return numberFormat({
    style: "unit",
    unit: SIZES[step] ?? "byte",
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: step < 2 ? 0 : 1,
  }).format(bytes / 1000 ** step);
}

/** @param ms milliseconds since 1970. */
export const formatDate = (ms: number): string =>
  dateFormat({ dateStyle: "medium", timeStyle: "short" }, ms).format(ms);

/** Hours, minutes and seconds. */
export const formatTime = (ms: number): string =>
  dateFormat({ timeStyle: "medium" }, ms).format(ms);

const UNITS = [
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** The two largest units that matter: "1 hr, 5 min". @param ms 0 or more. */
export function formatDuration(ms: number): string {
  let left = Math.round(ms / 1000);
  const parts: string[] = [];
  for (const [unit, seconds] of UNITS) {
    const count = Math.floor(left / seconds);
    left -= count * seconds;
    if (count > 0 && parts.length < 2)
      parts.push(
        numberFormat({
          style: "unit",
          unit,
          unitDisplay: "short",
        }).format(count),
      );
  }
  if (parts.length === 0)
    return numberFormat({
      style: "unit",
      unit: "second",
      unitDisplay: "short",
    }).format(0);
  return new Intl.ListFormat(locale(), {
    type: "unit",
    style: "narrow",
  }).format(parts);
}

/** Minutes, seconds and tenths, as players show them: `1:05.3`; hours where there are any. @param seconds 0 or more. */
export function formatClock(seconds: number): string {
  const tenths = Math.max(0, Math.floor(seconds * 10 + 1e-6));
  const two = (value: number): string => String(value).padStart(2, "0");
  const [hours, minutes] = [
    Math.floor(tenths / 36_000),
    Math.floor(tenths / 600) % 60,
  ];
  const rest = `${two(Math.floor(tenths / 10) % 60)}.${String(tenths % 10)}`;
  return hours > 0
    ? `${String(hours)}:${two(minutes)}:${rest}`
    : `${String(minutes)}:${rest}`;
}

/** "3 minutes ago". @param now milliseconds since 1970. */
export function formatAgo(ms: number, now: number): string {
  const seconds = Math.round((ms - now) / 1000);
  const words = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  if (Math.abs(seconds) < 60) return words.format(0, "minute");
  if (Math.abs(seconds) < 3600)
    return words.format(Math.round(seconds / 60), "minute");
  if (Math.abs(seconds) < 86_400)
    return words.format(Math.round(seconds / 3600), "hour");
  return words.format(Math.round(seconds / 86_400), "day");
}
