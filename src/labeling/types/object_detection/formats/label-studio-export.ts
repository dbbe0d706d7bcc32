import {
  labelStudioConfig,
  LabelStudioWriter,
} from "#formats/label-studio-write.ts";
import { ClassList } from "#labeling/objects/class-list.ts";
import {
  pictureOf,
  type DetectionExport,
} from "#labeling/objects/exported-picture.ts";

export const labelStudioExport: DetectionExport = {
  id: "LABEL_STUDIO",
  name: "Label Studio JSON",
  losses: [
    "boxesOfLines",
    "hiddenAttributes",
    "noColors",
    "noParts",
    "noHistory",
  ],
  begin: (labels) => {
    const classes = new ClassList(labels);
    const writer = new LabelStudioWriter();
    return {
      place: async (sample) => {
        const { objects, size, isLabeled } = await pictureOf(sample);
        for (const { name } of objects) classes.numberOf(name);
        return {
          mediaPaths: [`images/${sample.path}`],
          files: [],
          placed: (path) =>
            writer.add(
              `/data/local-files/?d=${encodeURIComponent(path)}`,
              size,
              objects,
              isLabeled,
            ),
        };
      },
      end: () => [
        { path: "tasks.json", content: writer.blob() },
        {
          path: "labeling-interface.xml",
          content: new Blob([labelStudioConfig(classes.names)]),
        },
      ],
    };
  },
};
