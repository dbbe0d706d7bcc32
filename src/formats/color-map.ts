/** The color of a class or object number in a mask, as PASCAL VOC has it: no two numbers below 2^24 share one, 0 is black. */
export function colorOfNumber(number: number): [number, number, number] {
  const color: [number, number, number] = [0, 0, 0];
  for (let bit = 0; bit < 24; bit += 1) {
    const channel = bit % 3;
    const isSet = (number >> bit) & 1;
    color[channel] =
      (color[channel] ?? 0) | (isSet << (7 - Math.floor(bit / 3)));
  }
  return color;
}
