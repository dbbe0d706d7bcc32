import { describe, expect, it } from "vitest";
import { BOX_CSV_HEAD, boxCsvLine } from "./box-csv-write.ts";
import { isBoxCsv, parseBoxCsv } from "./box-csv.ts";

function read(text: string) {
  const problems: [string, number | undefined][] = [];
  const pictures = parseBoxCsv(text, ({ rule, line }) =>
    problems.push([rule, line]),
  );
  return { pictures, problems };
}

const box = { kind: "bndbox", xMin: 1, yMin: 2, xMax: 4, yMax: 6 };

describe("tables of boxes", () => {
  it.each([
    ["VoTT", "image,xmin,ymin,xmax,ymax,label\n1.jpg,1,2,4,6,cat"],
    [
      "TensorFlow",
      "filename,width,height,class,xmin,ymin,xmax,ymax\r\n1.jpg,10,20,cat,1,2,4,6\r\n",
    ],
    ["keras-retinanet", "a/1.jpg,1,2,4,6,cat\nb/1.jpg,,,,,\n"],
    [
      "semicolons",
      "\ufeffImage Name;X1;Y1;X2;Y2;Class Name\n1.jpg;1;2;4;6;cat",
    ],
    ["sides", "file,label,x,y,w,h\n1.jpg,cat,1,2,3,4"],
    [
      "Kaggle's lists",
      'image_id,width,height,bbox,source\n1,10,20,"[1.0, 2, 3, 4.0]",x',
    ],
  ])("of %s", (_, text) => {
    const { pictures, problems } = read(text);
    expect(isBoxCsv(text)).toBe(true);
    expect(problems).toEqual([]);
    expect(pictures[0]?.objects.map(({ shape }) => shape)).toEqual([box]);
  });

  it("leave exchanged corners to whoever decides about them", () => {
    const { pictures } = read("image,x1,y1,x2,y2,label\n1.jpg,4,6,1,2,cat");
    const reversed = { kind: "bndbox", xMin: 4, yMin: 6, xMax: 1, yMax: 2 };
    expect(pictures[0]?.objects[0]?.shape).toEqual(reversed);
  });

  it("group the rows of a picture, quoted names too", () => {
    const { pictures } = read(
      'image,x1,y1,x2,y2,label,score\n"a, ""b"".jpg",1,2,4,6,cat,0.5\n2.jpg,1,2,4,6,dog,\n"a, ""b"".jpg",1,2,4,6,"x\ny",2',
    );
    expect(
      pictures.map(({ name, objects }) => [
        name,
        objects.map((one) => [one.name, one.confidence]),
      ]),
    ).toEqual([
      [
        'a, "b".jpg',
        [
          ["cat", 0.5],
          ["x\ny", null],
        ],
      ],
      ["2.jpg", [["dog", null]]],
    ]);
  });

  it("name a wrong row by its line, and read the others", () => {
    const { pictures, problems } = read(
      "image,x1,y1,x2,y2,label\n1.jpg,1,2,x,6,cat\n,1,2,4,6,cat\n1.jpg,1,2,4,6,\n\n1.jpg,1,2\n1.jpg,1,2,4,6,cat",
    );
    expect(pictures.map(({ objects }) => objects.length)).toEqual([1]);
    expect(problems).toEqual([
      ["csv.row", 2],
      ["csv.row", 3],
      ["csv.row", 4],
      ["csv.row", 6],
    ]);
  });

  it.each([
    "",
    "a,b,c\n1,2,3",
    "date,day,period,class\n1,2,3,UP",
    "filename,label\n1.jpg,cat",
    "0,1,2,3,4,5",
  ])("are not %j", (text) => {
    expect(isBoxCsv(text)).toBe(false);
    expect(() => read(text)).toThrow();
  });

  it("guard what a spreadsheet would run, and take the guard off", () => {
    const line = boxCsvLine("-1.jpg", null, "=cmd|'/c calc'!A1", {
      xMin: -1,
      yMin: 2,
      xMax: 4,
      yMax: 6,
    });
    expect(line).toBe("'-1.jpg,,,'=cmd|'/c calc'!A1,-1,2,4,6\r\n");
    const { pictures } = read(BOX_CSV_HEAD + line);
    expect(pictures[0]).toMatchObject({
      name: "-1.jpg",
      objects: [{ name: "=cmd|'/c calc'!A1", shape: { xMin: -1 } }],
    });
  });
});
