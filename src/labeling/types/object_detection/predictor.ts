/** Finds objects in one picture at a time. Result JSON: ExeML 1.13 (numbers written). */
import { AppError } from "#core/errors.ts";
import type { Detected, Predictor } from "#labeling/learning-contract.ts";
import { backboneIdOf, openBackbone } from "#ml/backbone-catalogue.ts";
import { startBackend } from "#ml/backend.ts";
import { detect } from "#ml/detect.ts";
import { decodeDetectorModel } from "#ml/detector-model.ts";
import { DetectorNet } from "#ml/detector-net.ts";
import { EmbeddedBackbone } from "#ml/embedded-backbone.ts";

/** Figures that mean something: six digits of a score, hundredths of a pixel. */
const roundedScore = (score: number): number => Math.round(score * 1e6) / 1e6;
const roundedLength = (pixels: number): number =>
  Math.round(pixels * 100) / 100;

function resultOf({
  labels,
  objects,
  threshold,
}: Detected): Readonly<Record<string, unknown>> {
  const shown = objects.filter(({ score }) => score >= threshold);
  return {
    detection_classes: shown.map(({ label }) => labels[label] ?? ""),
    detection_boxes: shown.map(({ box: [xMin, yMin, xMax, yMax] }) =>
      [yMin, xMin, yMax, xMax].map(roundedLength),
    ),
    detection_scores: shown.map(({ score }) => roundedScore(score)),
  };
}

/** The best score of each label, best first. */
function scoresOf({
  labels,
  objects,
}: Detected): (readonly [string, number])[] {
  return labels
    .map((name, label) => {
      const best = objects.find((one) => one.label === label);
      return [name, roundedScore(best?.score ?? 0)] as const;
    })
    .sort((a, b) => b[1] - a[1]);
}

const predictor: Predictor = {
  async load(files, wanted, { readBackbone, readPicture }) {
    const model = decodeDetectorModel(files);
    await startBackend(wanted);
    const backbone = await openBackbone(
      backboneIdOf(model.backbone),
      model.backboneName,
      readBackbone,
    );
    if (
      backbone.key !== model.backbone ||
      !(backbone instanceof EmbeddedBackbone)
    ) {
      backbone.dispose();
      const message = `The model was trained on ${model.backbone}, this version of Gleaner has ${backbone.key}: train it again`;
      throw new AppError("model", message, { value: model.backbone });
    }
    const net = new DetectorNet(backbone, model.weights);
    const { labels, looks, threshold } = model;
    const longest = looks.levels.at(-1) ?? 0;
    return {
      async predict(file, _options, signal) {
        const picture = await readPicture(file, longest);
        signal.throwIfAborted();
        const { width, height } = picture;
        const objects = await detect(
          backbone,
          net,
          labels.length,
          picture,
          looks,
        );
        const detected = { labels, width, height, objects, threshold };
        return {
          result: resultOf(detected),
          scores: scoresOf(detected),
          heatMap: null,
          detected,
        };
      },
      dispose: () => {
        net.dispose();
        backbone.dispose();
      },
    };
  },
};

export default predictor;
