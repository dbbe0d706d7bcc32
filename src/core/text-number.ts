/**
 * A number that tells one text from another, so that the texts need not be kept. 53 bits: two of a
 * million share one by chance once in some 18,000 sets of that size; two alone once in 10^16.
 * Not against those who mean to deceive. cyrb53, public domain: two 32-bit mixes side by side.
 */
export function textNumber(text: string): number {
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
