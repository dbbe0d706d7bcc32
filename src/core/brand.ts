declare const brand: unique symbol;

/** A primitive that the compiler keeps apart from its fellows: a `SampleId` is not a `LabelId`. */
export type Brand<Base, Name extends string> = Base & {
  readonly [brand]: Name;
};
