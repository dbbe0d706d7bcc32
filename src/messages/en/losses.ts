/** What a format of an export cannot hold. */
export const losses = {
  onlyBoxes:
    "Polygons, circles and lines become the boxes around them; points are left out",
  noFields:
    "Marks such as truncated and difficult, confidences and attributes are left out",
  quotedLabels:
    "Labels that begin with = + - or @ get a ' before them, or spreadsheets would run them",
  tabbedCells:
    "Cells that begin with = + - or @ get a Tab before them, or spreadsheets would run them",
  noColorsNorOrder: "Colors, keys and order of the labels are left out",
  noColors: "Colors and keys of the labels are left out",
  noParts: "The split into training, validation and test data is left out",
  noneIsUnlabeled: "Pictures that show no object come back as not labeled yet",
  noHistory:
    "Hard-example marks of pictures, who labeled them and when, and labels that wait for confirmation are left out",
  noneIsTraining:
    "Pictures of no part, or only for inference, come back as training data if there are other parts",
  noInference: "Pictures that are only for inference come back without a part",
  boxesOfLines: "Lines become the boxes around them",
  hiddenAttributes: "Label Studio shows no attributes; it keeps them",
  numberedNames:
    "Names that differ in upper and lower case or suffix only are numbered",
  numberedCases: "Names that differ in upper and lower case only are numbered",
  pixels: "Regions become pixels, and where they overlap the upper one is left",
  largestPolygon:
    "Other programs read the largest polygon of a region; holes, parts and pixels are in the mask, and come back here",
  noMarksNorParts:
    "Hard-example marks, the split, and labels that wait for confirmation are left out",
  noPartsNorProposals:
    "The split, and labels that wait for confirmation are left out",
  noLineEnds: "Line ends in texts become spaces",
  noCommas: "Commas in label names become spaces",
  noCommasNorTabs: "Commas and tabs in label names become spaces",
  onlyLabels:
    "Hard-example marks, the split, colors and keys of the labels, and labels that wait for confirmation are left out",
  noUnderscores: "In names of files _ becomes -",
  noTestPart: "Test data is left without a part",
  renamedFolders: "Folders that are called images become images-",
  polygonsOfCircles:
    "Circles become polygons of 32 corners, lines the boxes around them; points are left out",
  boxesOfPolygons: "Polygons that are upright rectangles come back as boxes",
  turnedBoxes:
    "Polygons of other than four corners, circles and lines become the boxes around them; points are left out",
  boxesOfCircles:
    "Circles and lines become the boxes around them; points are left out",
  masksOfHoles: "Regions with holes become masks",
  filledHoles:
    "Holes are filled, and each part of a region becomes a region; pixels become polygons along their edges",
  noCrowds: "Crowds are left out as such",
  folderNames: "Characters that folder names cannot have become -",
  picturesCopied: "A picture with several labels is copied into each folder",
  picturesOnTop: "Pictures without a label go to the top folder",
  picturesFolders:
    "Folders that pictures lay in are left out; equal names in one folder are numbered",
  recordingsCopied:
    "A recording with several labels is copied into each folder",
  recordingsOnTop: "Recordings without a label go to the top folder",
  recordingsFolders:
    "Folders that recordings lay in are left out; equal names in one folder are numbered",
};

export type Loss = keyof typeof losses;
