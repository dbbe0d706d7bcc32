/** Who or what set an annotation, and when. Spec: data management 7.2 `annotated-by`, `creation-time`, `confidence`. */
export interface Provenance {
  /** `human`, `modelarts/active-learning`, `modelarts/hard_example_algo`, or another name kept as read. */
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** 0-1; null for people. */
  readonly confidence: number | null;
}
