/** CVAT for images 1.1, and the key frames of CVAT for video, read as a stream. */
import { SaxesParser } from "saxes";
import { AppError, toAppError } from "#core/errors.ts";
import { cvatShape, isCvatShape, type XmlAttributes } from "./cvat-shape.ts";
import { objectOf } from "./object-attributes.ts";
import {
  sizeOf,
  usageOfName,
  type PictureLabels,
  type PictureObject,
  type PictureSize,
  type Report,
} from "./picture-labels.ts";
import type { VocShape } from "./voc-xml.ts";

interface Picture {
  readonly name: string;
  readonly subset: string;
  readonly size: PictureSize | null;
  readonly drawn: Drawn[];
}

interface Drawn {
  readonly object: PictureObject;
  /** What has more lies above. */
  readonly layer: number;
}

interface Pending {
  readonly label: string;
  readonly shape: VocShape;
  readonly texts: Record<string, string>;
  readonly layer: number;
  /** Of a track; null in a picture. */
  readonly frame: number | null;
}

/** CVAT names the pictures it makes of a video's frames so. */
const frameName = (frame: number): string =>
  `frame_${String(frame).padStart(6, "0")}`;

/** Of one layer what comes later lies above: the order of a picture's objects says it all. */
const labelsOf = ({ name, subset, size, drawn }: Picture): PictureLabels => ({
  name: subset === "" ? name : `${subset}/${name}`,
  size,
  objects: [...drawn]
    .sort((a, b) => a.layer - b.layer)
    .map(({ object }) => object),
  usage: usageOfName(subset),
});

/** Fed with the text of a file in pieces, gives the pictures that are complete. */
class CvatReader {
  readonly #parser = new SaxesParser();
  readonly #report: Report;
  readonly #frames = new Map<number, Picture>();
  readonly #path: string[] = [];
  readonly #classes: string[] = [];
  #ready: PictureLabels[] = [];
  #picture: Picture | null = null;
  #track = "";
  #pending: Pending | null = null;
  #attribute = "";
  #text = "";

  constructor(report: Report) {
    this.#report = report;
    this.#parser.on("doctype", () => {
      throw new AppError("format", "A label file must have no DOCTYPE", {
        rule: "cvat.doctype",
      });
    });
    this.#parser.on("error", (error) => {
      throw new AppError(
        "format",
        `The file is not valid XML: ${error.message}`,
        {
          rule: "cvat.xml",
        },
      );
    });
    this.#parser.on("opentag", ({ name, attributes }) =>
      this.#open(name, attributes),
    );
    this.#parser.on("text", (text) => (this.#text += text));
    this.#parser.on("cdata", (text) => (this.#text += text));
    this.#parser.on("closetag", ({ name }) => this.#close(name));
  }

  get classes(): readonly string[] {
    return this.#classes;
  }

  /** @returns whether it could be read; what is wrong is told. */
  push(piece: string): boolean {
    return this.#try(() => this.#parser.write(piece));
  }

  end(): boolean {
    return this.#try(() => this.#parser.close());
  }

  /** The pictures that are complete and were not taken yet. */
  take(): PictureLabels[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  /** Pictures of the frames of tracks, complete at the end of the file. */
  frames(): PictureLabels[] {
    return [...this.#frames.values()].map(labelsOf);
  }

  #try(read: () => void): boolean {
    try {
      read();
      return true;
    } catch (error) {
      const { message, detail } = toAppError(error);
      const { rule = "cvat.xml" } = detail;
      this.#tell("error", String(rule), message);
      return false;
    }
  }

  #tell(severity: "error" | "warning", rule: string, message: string): void {
    this.#report({ severity, rule, message, line: this.#parser.line });
  }

  #open(name: string, attributes: XmlAttributes): void {
    if (this.#path.length === 0 && name !== "annotations")
      throw new AppError("format", "The file must begin with `<annotations>`", {
        rule: "cvat.annotations",
      });
    this.#path.push(name);
    this.#text = "";
    if (name === "image")
      this.#picture = {
        name: attributes["name"] ?? "",
        subset: attributes["subset"] ?? "",
        size: sizeOf(attributes["width"], attributes["height"]),
        drawn: [],
      };
    else if (name === "track") this.#track = attributes["label"] ?? "";
    else if (name === "attribute") this.#attribute = attributes["name"] ?? "";
    else if (this.#path.at(-2) === "image" || this.#path.at(-2) === "track")
      this.#begin(name, attributes);
  }

  #begin(name: string, attributes: XmlAttributes): void {
    const label = (attributes["label"] ?? this.#track).trim();
    if (name === "tag")
      return this.#tell(
        "warning",
        "cvat.tag",
        `A label of a whole picture, \`${label}\`, is left out`,
      );
    if (!isCvatShape(name) || attributes["outside"] === "1") return;
    if (label === "")
      return this.#tell("error", "cvat.label", `\`${name}\` must have a label`);
    try {
      const { shape, isExact } = cvatShape(name, attributes);
      if (!isExact)
        this.#tell(
          "warning",
          "cvat.shape",
          `\`${name}\` is a shape that Gleaner does not have; its box is taken`,
        );
      const texts: Record<string, string> =
        attributes["occluded"] === "1" ? { occluded: "true" } : {};
      const frame = this.#picture ? null : Number(attributes["frame"]);
      const layer = Number(attributes["z_order"] ?? 0) || 0;
      this.#pending = { label, shape, texts, layer, frame };
    } catch (error) {
      this.#tell("error", "cvat.points", toAppError(error).message);
    }
  }

  #close(name: string): void {
    this.#path.pop();
    const above = this.#path.at(-1);
    if (name === "attribute" && this.#pending)
      this.#pending.texts[this.#attribute] = this.#text;
    else if (name === "name" && above === "label")
      this.#classes.push(this.#text.trim());
    else if (name === "image" && this.#picture) {
      this.#ready.push(labelsOf(this.#picture));
      this.#picture = null;
    } else if (name === "track") this.#track = "";
    else if (this.#pending && isCvatShape(name)) {
      const { label, shape, texts, layer, frame } = this.#pending;
      const picture = frame === null ? this.#picture : this.#frame(frame);
      const object = objectOf(label, shape, texts);
      picture?.drawn.push({ object, layer });
      this.#pending = null;
    }
  }

  #frame(number: number): Picture {
    const known = this.#frames.get(number);
    if (known) return known;
    const name = frameName(number);
    const made = { name, subset: "", size: null, drawn: [] };
    this.#frames.set(number, made);
    return made;
  }
}

/**
 * Every picture of the file in its order. What was read before the file turned out to be broken is
 * kept.
 * @param tellClasses called with the labels in their order: before the first picture, where the file
 * tells of them first, and with all of them after the last.
 */
export async function* readCvat(
  file: Blob,
  tellClasses: (names: readonly string[]) => void,
  report: Report,
): AsyncGenerator<PictureLabels> {
  const cvat = new CvatReader(report);
  const reader = file
    .stream()
    .pipeThrough(new TextDecoderStream("utf-8"))
    .getReader();
  let hasTold = false;
  try {
    for (let isWhole = true; isWhole;) {
      const { done, value } = await reader.read();
      isWhole = done ? cvat.end() : cvat.push(value);
      const pictures = cvat.take();
      if (pictures.length > 0 && !hasTold) {
        tellClasses([...cvat.classes]);
        hasTold = true;
      }
      yield* pictures;
      if (done) break;
    }
  } finally {
    await reader.cancel();
  }
  yield* cvat.frames();
  tellClasses(cvat.classes);
}
