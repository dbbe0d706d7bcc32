/**
 * A number that tells one annotation from another, so that 100,000 of them need not be kept to see
 * later which have changed. 53 bits: two annotations share it by chance once in 10^15.
 */
export function fingerprint(annotation: unknown): number {
  const text = JSON.stringify(annotation) ?? "";
  // cyrb53, public domain: two 32-bit mixes side by side.
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a =
    Math.imul(a ^ (a >>> 16), 2246822507) ^
    Math.imul(b ^ (b >>> 13), 3266489909);
  b =
    Math.imul(b ^ (b >>> 16), 2246822507) ^
    Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
