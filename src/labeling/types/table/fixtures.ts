/** There is one annotation, none; three of it, so that the tests of every type run here, too. */
export const fixtures: readonly null[] = [null, null, null];

export const wrong: readonly unknown[] = [{}, "x", 0, [], undefined];
