/** `config.json` of a model package: the guide's description of a model and its one call. Source: ExeML 4.3, 4.5. */

/** Shares, 0-1, on the validation data. */
export interface ModelMetrics {
  readonly f1: number;
  readonly recall: number;
  readonly precision: number;
  readonly accuracy: number;
}

export interface ModelFacts {
  /** `model_algorithm`: the id of the labeling type. */
  readonly algorithm: string;
  /** `model_type`, of the guide's where one fits. */
  readonly type: string;
  /** Null where the guide's figures do not apply: numbers are predicted. */
  readonly metrics: ModelMetrics | null;
}

/** JSON schemas of the fields, by their names. */
type Fields = Readonly<Record<string, unknown>>;

const body = (contentType: string, properties: Fields): unknown => ({
  "Content-type": contentType,
  data: { type: "object", properties },
});

/** A picture, as a form sends it. */
export const pictureRequest = body("multipart/form-data", {
  images: { type: "file" },
});
/** A recording, as a form sends it. */
export const soundRequest = body("multipart/form-data", {
  audio: { type: "file" },
});
export const jsonBody = (properties: Fields): unknown =>
  body("application/json", properties);

/** A list whose items are all like this; the guide writes schemas of items as lists of one. */
export const listOf = (item: unknown): unknown => ({
  type: "array",
  items: [item],
});

const figuresOf = ({ f1, recall, precision, accuracy }: ModelMetrics) => ({
  f1,
  recall,
  precision,
  accuracy,
});

export const modelConfig = (
  { algorithm, type, metrics }: ModelFacts,
  request: unknown,
  response: Fields,
): unknown => ({
  model_algorithm: algorithm,
  model_type: type,
  ...(metrics && { metrics: figuresOf(metrics) }),
  apis: [{ url: "/", method: "POST", request, response: jsonBody(response) }],
});

const encoder = new TextEncoder();

/** A file of a package. */
export const jsonFile = (value: unknown): Uint8Array =>
  encoder.encode(`${JSON.stringify(value, null, 1)}\n`);
