/** The third-party licences that the build collected. */
export interface LicenseEntry {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly repository: string;
  readonly text: string;
}

/** @throws TypeError when the file cannot be read. */
export async function licenseList(): Promise<readonly LicenseEntry[]> {
  const response = await fetch("licenses.json");
  if (!response.ok)
    throw new TypeError(`licenses.json: ${String(response.status)}`);
  return (await response.json()) as LicenseEntry[];
}
