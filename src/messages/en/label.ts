import { copies, gestures, keys } from "./label-work.ts";
import { job, list } from "./labeling-jobs.ts";
import { thing, things } from "./things.ts";

const samples = (n: number) =>
  n === 1 ? "1 sample" : `${n.toLocaleString("en")} samples`;

export const label = {
  title: "Label Data",
  states: {
    unlabeled: "Unlabeled",
    labeled: "Labeled",
    to_be_confirmed: "To Be Confirmed",
    all: "All statuses",
  },
  types: {
    image_classification: "Image classification",
    object_detection: "Object detection",
    image_segmentation: "Image segmentation",
    text_classification: "Text classification",
    named_entity: "Named entity recognition",
    text_triplet: "Text triplet",
    sound_classification: "Sound classification",
    speech_content: "Speech labeling",
    speech_paragraph: "Speech paragraph labeling",
    video: "Video labeling",
    table: "Table",
    free_format: "Free format",
  } as Readonly<Record<string, string>>,
  unsupportedType: (id: string) => `Unsupported type (${id})`,

  list,
  job,

  tabs: {
    labeling: "Labeling",
    statistics: "Task Statistics",
    management: "Label Management",
  },
  noView:
    "This labeling type cannot be labeled here; it can be imported, previewed and exported.",

  toolbar: {
    label: "Labeling operations",
    addData: "Add data",
    synchronize: "Synchronize New Data",
    synchronized: (n: number) =>
      n === 0 ? "No new data" : `${samples(n)} added to the job`,
    delete: "Delete",
    hard: "Batch Process Hard Examples",
    hardShort: "Hard Examples",
    history: "View historical records",
    select: "Select",
    markHard: "Mark as hard examples",
    unmarkHard: "Remove hard example marks",
    selectPage: (kind = "image") =>
      kind === "image"
        ? "Select Images on Current Page"
        : "Select Current Page",
    selectAll: "Select All",
    clearSelection: "Clear Selection",
    more: "More operations",
    publish: "Publish",
    undo: "Undo",
    redo: "Redo",
    sort: "Sort by",
    orders: {
      oldest: "Oldest first",
      newest: "Newest first",
      name: "Name",
      recently_labeled: "Recently labeled",
      copies: "Duplicates together",
    },
    size: "Thumbnail size",
    description: "Labeling Description",
  },

  saved: {
    at: (time: string) => `Saved on this device ${time}`,
    short: (time: string) => `Saved ${time}`,
    none: "Every change is saved on this device at once",
    saving: (n: number) => (n === 1 ? "Saving…" : `Saving ${n} changes…`),
    failed: (n: number) =>
      n === 1 ? "1 change is not saved yet" : `${n} changes are not saved yet`,
    retry: "Try again",
    discard: "Give up these changes",
  },

  filter: {
    label: "Filter criteria",
    keyword: "Enter a keyword and press Enter to create a filter criterion.",
    keywordShort: "Name or path",
    add: "Add Filter Criterion",
    clearAll: "Clear All",
    remove: (text: string) => `Remove criterion ${text}`,
    exampleType: "Example Type",
    hard: "Hard example",
    notHard: "Non-hard example",
    labelCriterion: "Label",
    anyExample: "All",
    time: "Sample Creation Time",
    anyTime: "Any time",
    month: "Within 1 month",
    day: "Within 1 day",
    custom: "Custom range",
    from: "From",
    to: "To",
    name: "File Name or Path",
    labeledBy: "Labeled By",
    copies: "Duplicates only",
    attribute: "Sample Attribute",
    noAttributes: "No attributes available. They come from auto grouping.",
    noAttribute: "None",
    apply: "OK",
    people: {
      human: "human",
    } as Readonly<Record<string, string>>,
  },

  grid: {
    label: things,
    item: (name: string, state: string, labels: string) =>
      labels === "" ? `${name}, ${state}` : `${name}, ${state}: ${labels}`,
    hard: "Hard example",
    nothing: "Nothing to label",
    noPicture: "No picture",
    loading: "Loading…",
    empty: {
      unlabeled: "Everything is labeled",
      unlabeledText: "Train a model on it, or publish a version.",
      unlabeledPublish: "Publish a version, or export it.",
      train: "Create an ExeML project",
      labeled: "Nothing labeled yet",
      labeledText:
        "Go to Unlabeled, select samples and press the key of a label.",
      to_be_confirmed: "Nothing to be confirmed",
      to_be_confirmedText: "Results imported as To Be Confirmed appear here.",
      all: "No samples in this job",
      allText: "Add data, or synchronize the dataset's new samples.",
      filtered: "No sample matches the filter criteria",
      clear: "Clear All",
    },
  },

  single: {
    back: "Back to the thumbnails",
    previous: "Previous image",
    next: "Next image",
    position: (at: number, of: number) =>
      `${at.toLocaleString("en")} of ${of.toLocaleString("en")}`,
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    fit: "Fit or actual size",
    filmstrip: "Images before and after",
    failed: "This browser cannot show the picture.",
  },

  text: {
    back: "Back to the list",
    previous: "Previous text",
    next: "Next text",
    open: "Show the whole text",
  },

  copies,

  panel: {
    label: "Labels",
    allLabels: (n: number) => `All Labels (${n.toLocaleString("en")})`,
    name: "Name",
    count: "Labels",
    addTo: (n: number, kind = "image") =>
      `Add label: Selected ${things(n, kind)}`,
    nothing: (kind = "image") =>
      `Select ${kind === "image" ? "an" : "a"} ${thing(kind)} to label it`,
    type: "Type a label, press Enter",
    create: (name: string) => `Create "${name}"`,
    selected: (kind = "image") =>
      `Labels of Selected ${{ image: "Images", audio: "Audio" }[kind] ?? "Texts"}`,
    none: "No label yet",
    edit: (name: string) => `Change label ${name}`,
    remove: (name: string) => `Remove label ${name}`,
    confirm: "Confirm",
    reject: "Reject",
    markHard: "Mark as hard example",
    unmarkHard: "Remove hard example mark",
    toggleHard: "Hard example: mark or unmark",
    advance: "Go on after labeling",
    noLabels: "No labels yet. Type the first one above.",
    of: (n: number, all: number) =>
      `${n.toLocaleString("en")}${n === all ? "" : ` of ${all.toLocaleString("en")}`}`,
    computing: "Looking up labels…",
    expand: "Show all labels",
    collapse: "Show fewer labels",
    apply: "Label with",
    more: (n: number) => `${n.toLocaleString("en")} more: type to find`,
  },

  gestures,
  keys,

  remove: {
    title: (n: number, kind = "image") => `Delete ${things(n, kind)}?`,
    text: "They leave the dataset and every labeling job on it. This cannot be undone.",
    files: "Delete the source files too",
    filesHint:
      "Published versions that use these files can then no longer show, train on or export them.",
    done: (n: number, kind = "image") => `${things(n, kind)} deleted`,
  },

  management: {
    add: "Add Label",
    delete: "Delete Label",
    name: "Label Name",
    color: "Label Color",
    shortcut: "Shortcut",
    count: "Labels",
    operation: "Operation",
    modify: "Modify",
    modifyOf: (name: string) => `Modify ${name}`,
    deleteOf: (name: string) => `Delete ${name}`,
    moveOf: (name: string) => `Move ${name}`,
    drag: "Drag to another place",
    moves: {
      up: "Move up",
      down: "Move down",
      first: "Move to the top",
      last: "Move to the end",
    },
    moved: (name: string, place: number, of: number) =>
      `${name} is now label ${place.toLocaleString("en")} of ${of.toLocaleString("en")}`,
    order:
      "Exported files and models number the labels in this order. Drag a label by its handle, or press Alt with an arrow key in its row.",
    modifyTitle: "Modify Label",
    attributes: {
      label: "Label Attributes",
      name: "Attribute",
      values: "Values, separated by commas",
      any: "Any text",
      add: "Add Label Attribute",
      remove: (name: string) => `Remove attribute ${name}`,
      problems: {
        reserved: "This name means dashed lines in label files",
        twice: "This attribute is there already",
      },
    },
    modifyNote: (n: number) =>
      n === 0 ? "" : `The change applies to ${samples(n)} with this label.`,
    press: "Press a key…",
    setShortcut: "Set key",
    clearShortcut: "No key",
    reserved: "This key has another meaning while labeling.",
    taken: (name: string) => `This key belongs to ${name}; it moves here.`,
    exists: (name: string) => `There is a label ${name} already.`,
    long: "Longer than 32 characters: ExeML projects take shorter names only.",
    select: (name: string) => `Select ${name}`,
    selectAll: "Select all labels",
    emptyTitle: "No labels yet",
    emptyText: "Add the labels to choose from, or type them while labeling.",
    deleteTitle: (n: number) =>
      n === 1 ? "Delete 1 label?" : `Delete ${n} labels?`,
    deleteText: (n: number) =>
      `${samples(n)} carry it. Deleted labels cannot be restored.`,
    choice: "What to delete",
    modes: {
      label: "Delete the label",
      label_and_samples: "Delete the label and objects with only the label",
      label_samples_and_files:
        "Delete the label, objects with only the label, and their source files",
    },
  },

  statistics: {
    type: "Labeling Type",
    dataset: "Datasets",
    created: "Created",
    updated: "Updated",
    description: "Description",
    progress: "Labeling Progress",
    all: "All",
    unlabeled: "Unlabeled",
    labeled: "Labeled",
    pending: "To Be Confirmed",
    hard: "Hard examples",
    labels: "Label Statistics",
    label: "Label",
    count: "Count",
    perDay: "Labeled per day",
    people: "Annotators' Progress",
    labeledBy: "Labeled By",
    computing: "Counting…",
    nothing: "Nothing labeled yet",
    percent: (text: string) => `${text} labeled`,
  },
};
