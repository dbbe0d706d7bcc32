/**
 * Writes small ONNX models as protobuf bytes, so that tests need no model file.
 * Field numbers: github.com/onnx/onnx, onnx/onnx.proto.
 */
type Dims = readonly (number | string)[];

export interface OnnxNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  /** Integer lists of the node, e.g. `kernel_shape`. */
  readonly attributes?: Readonly<Record<string, readonly number[]>>;
}

export interface OnnxModel {
  readonly nodes: readonly OnnxNode[];
  readonly weights: Readonly<
    Record<
      string,
      { readonly dims: readonly number[]; readonly values: readonly number[] }
    >
  >;
  /** A name in place of a number makes the dimension dynamic. */
  readonly inputs: Readonly<
    Record<string, { readonly dims: Dims; readonly type?: number }>
  >;
  readonly outputs: Readonly<
    Record<string, { readonly dims: Dims; readonly type?: number }>
  >;
}

const FLOAT = 1;
/** TensorProto.DataType of bytes. */
export const UINT8 = 2;
const INTS = 7;

function varint(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  while (left > 127) {
    bytes.push((left % 128) | 128);
    left = Math.floor(left / 128);
  }
  return [...bytes, left];
}

const number = (field: number, value: number): number[] => [
  ...varint(field * 8),
  ...varint(value),
];
const bytes = (field: number, value: readonly number[]): number[] => [
  ...varint(field * 8 + 2),
  ...varint(value.length),
  ...value,
];
const text = (field: number, value: string): number[] =>
  bytes(field, [...new TextEncoder().encode(value)]);

function node({ op, inputs, output, attributes = {} }: OnnxNode): number[] {
  return [
    ...inputs.flatMap((name) => text(1, name)),
    ...text(2, output),
    ...text(4, op),
    ...Object.entries(attributes).flatMap(([name, values]) =>
      bytes(5, [
        ...text(1, name),
        ...values.flatMap((value) => number(8, value)),
        ...number(20, INTS),
      ]),
    ),
  ];
}

function tensor(
  name: string,
  { dims, values }: OnnxModel["weights"][string],
): number[] {
  return [
    ...dims.flatMap((size) => number(1, size)),
    ...number(2, FLOAT),
    ...text(8, name),
    ...bytes(9, [...new Uint8Array(new Float32Array(values).buffer)]),
  ];
}

function valueInfo(name: string, dims: Dims, type: number): number[] {
  const shape = dims.flatMap((size) =>
    bytes(1, typeof size === "number" ? number(1, size) : text(2, size)),
  );
  const tensorType = [...number(1, type), ...bytes(2, shape)];
  return [...text(1, name), ...bytes(2, bytes(1, tensorType))];
}

/** @returns the bytes of an `.onnx` file (IR 8, opset 17). */
export function writeOnnx(model: OnnxModel): Uint8Array<ArrayBuffer> {
  const graph = [
    ...model.nodes.flatMap((one) => bytes(1, node(one))),
    ...text(2, "graph"),
    ...Object.entries(model.weights).flatMap(([name, weight]) =>
      bytes(5, tensor(name, weight)),
    ),
    ...Object.entries(model.inputs).flatMap(([name, { dims, type = FLOAT }]) =>
      bytes(11, valueInfo(name, dims, type)),
    ),
    ...Object.entries(model.outputs).flatMap(([name, { dims, type = FLOAT }]) =>
      bytes(12, valueInfo(name, dims, type)),
    ),
  ];
  return new Uint8Array([
    ...number(1, 8),
    ...bytes(7, graph),
    ...bytes(8, [...text(1, ""), ...number(2, 17)]),
  ]);
}

/**
 * A 1x1 convolution of RGB to `weights.length` channels, and the mean over all places: each
 * feature is the dot product of its three weights with the picture's mean colour, plus its bias.
 */
export function colourOnnx(
  weights: readonly (readonly [number, number, number])[],
  bias: readonly number[],
  {
    side = 8,
    pools = true,
    batch = "n",
  }: {
    readonly side?: number | string;
    readonly pools?: boolean;
    readonly batch?: number | string;
  } = {},
): Uint8Array<ArrayBuffer> {
  const count = weights.length;
  const conv: OnnxNode = {
    op: "Conv",
    inputs: ["picture", "w", "b"],
    output: "maps",
    attributes: { kernel_shape: [1, 1] },
  };
  const pool: OnnxNode[] = [
    { op: "GlobalAveragePool", inputs: ["maps"], output: "pooled" },
    { op: "Flatten", inputs: ["pooled"], output: "features" },
  ];
  return writeOnnx({
    nodes: pools ? [conv, ...pool] : [conv],
    weights: {
      w: { dims: [count, 3, 1, 1], values: weights.flat() },
      b: { dims: [count], values: bias },
    },
    inputs: { picture: { dims: [batch, 3, side, side] } },
    outputs: pools
      ? { features: { dims: [batch, count] } }
      : { maps: { dims: [batch, count, side, side] } },
  });
}
