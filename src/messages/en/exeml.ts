export const exeml = {
  title: "ExeML",
  intro:
    "From labeled data to a working model in six phases, without code. Everything runs on this device.",
  create: "Create Project",
  type: "Project Type",
  types: {
    image_classification: {
      name: "Image Classification",
      text: "Recognizes what a picture shows: one label per picture.",
    },
    text_classification: {
      name: "Text Classification",
      text: "Tells what a text is about, or how it is meant: one label per text.",
    },
    sound_classification: {
      name: "Sound Classification",
      text: "Tells what is heard in a recording: one label per recording.",
    },
    object_detection: {
      name: "Object Detection",
      text: "Finds objects in a picture: a box and a label for each.",
    },
    table: {
      name: "Predictive Analytics",
      text: "Predicts a column of a table from the others: a class or a number.",
    },
  } as Readonly<
    Record<string, { readonly name: string; readonly text: string }>
  >,
  /** What a model is judged by. */
  figures: { accuracy: "Accuracy", map50: "mAP@0.5", r2: "R²" },
  emptyTitle: "No projects yet",
  emptyText:
    "A project takes a dataset through labeling, checking, training and deployment.",
  name: "Name",
  dataset: "Datasets",
  noDataset:
    "You need a dataset with samples and a labeling job of this type first.",
  toDatasets: "Create a dataset",
  description: "Description",
  advanced: "Training options",
  preference: "Training Preference",
  preferences: {
    performance_first: {
      label: "performance_first",
      hint: "Fast and small, a little less accurate: seconds, for objects minutes",
    },
    balance: {
      label: "balance",
      hint: "Good accuracy in a minute or two, for objects longer",
    },
    accuracy_first: {
      label: "accuracy_first",
      hint: "The most accurate: looks closer and tries more, takes several times as long",
    },
  },
  classWeights: "Class weights",
  balanced: "· balanced class weights",
  classWeightKinds: {
    none: {
      label: "None",
      hint: "Every row counts alike: most answers right, probabilities as in the data",
    },
    balanced: {
      label: "Balanced",
      hint: "Every label counts alike: rare ones are found more often, at the cost of false alarms",
    },
  },
  maxMinutes: "Max. Training Duration (minute)",
  seed: "Seed",
  backend: "Compute with",
  backends: {
    auto: "The fastest that works",
    webgpu: "WebGPU",
    wasm: "WebAssembly",
    cpu: "Plain JavaScript",
  },
  backbone: "Backbone",
  backboneHint:
    "What turns pictures into features. Add others under Settings, Backbones.",
  backboneGone: "Deleted: choose another",
  incremental: "Incremental Training Version",
  incrementalHint:
    "Training starts from what this version learned; labels may have been added or removed.",
  incrementalNone: "None",
  ratio: "Training and Validation Ratios",
  policy: "Check Data rules",
  policies: {
    guide: (labels: number, samples: number, perLabel: number) =>
      samples > perLabel * labels
        ? `Guide: at least ${String(samples)} labeled samples, ${String(perLabel)} per label`
        : `Guide: at least ${String(labels)} labels, ${String(perLabel)} labeled samples each`,
    relaxed: "Relaxed: for trying things out",
  },
  states: {
    not_started: "Not started",
    running: "Running",
    awaiting: "Awaiting you",
    executed: "Completed",
    failed: "Failed",
    stopped: "Stopped",
  },
  delete: "Delete",
  deleteTitle: (name: string) => `Delete project ${name}?`,
  deleteText: "Its rounds go with it. Dataset, models and services stay.",
  toExeml: "Go to ExeML",
  gone: "This project does not exist any more.",
  graph: "Phases",
  /** By their stored names, the guide's. */
  phaseNames: {
    "Label Data": "Label Data",
    "Publish Dataset Version": "Publish Dataset Version",
    "Check Data": "Check Data",
    "Classify Images": "Classify Images",
    "Detect Objects": "Detect Objects",
    "Classify Sounds": "Classify Sounds",
    "Classify Text": "Classify Text",
    Predict: "Predict",
    "Register Model": "Register Model",
    "Deploy Service": "Deploy Service",
  } as Readonly<Record<string, string>>,
  phaseStates: {
    init: "Not started",
    pending: "Pending",
    running: "Running",
    failed: "Failed",
    stopped: "Stopped",
    skipped: "Skipped",
  },
  finished: { Completed: "Completed", Executed: "Executed" },
  awaitingOperation: "Awaiting operation",
  awaitingInput: "Awaiting input",
  next: "Next",
  retry: "Retry",
  stop: "Stop",
  instanceDetails: "Instance Details",
  labelText:
    "Go to Instance Details to label data. Come back and press Next when enough is labeled.",
  deployText:
    "The model is registered. Deploy it as a service on this device to use it.",
  status: "Status",
  started: "Started",
  duration: "Duration",
  inputs: "Inputs",
  outputs: "Outputs",
  problems: "Findings",
  severity: { error: "Must be mended", warning: "Worth a look" },
  suchAs: "Such as",
  firstRows: (rows: readonly number[]) =>
    `First rows: ${rows.map(String).join(", ")}`,
  toLabel: "Go to labeling",
  mendText:
    "Mend the labels, then press Retry: they are published and checked anew.",
  relaxText:
    "Or go on as it is: the relaxed rules ask for less, and only mention what the guide says of sizes and names.",
  relax: "Use the relaxed rules",
  toEvaluation: "Evaluation Results",
  toModel: "Open the model",
  toService: "Open the service",
  train: {
    running: "Training",
    stages: {
      embed: "Looking at the samples",
      features: "Looking at the samples",
      read: "Reading the recordings",
      search: "Choosing the best way to learn",
      head: "Training the classifier",
      detector: "Training the detector",
      measure: "Looking for objects in the validation images",
    } as Readonly<Record<string, string>>,
    loss: "Loss",
    trainLoss: "Training loss",
    validationLoss: "Validation loss",
    validationFigures: {
      accuracy: "Validation accuracy",
      map50: "Validation mAP@0.5",
      r2: "Validation R²",
    },
    epoch: "epochs",
    paused: "Paused. Nothing is lost.",
    pause: "Pause",
    resume: "Resume",
    keepBest: "Stop and keep the best",
    computes: "Computes with",
    events: "Events",
  },
  rounds: "Training rounds",
  round: {
    name: "Round",
    preference: "Preference",
    state: "Status",
    f1: "F1 Score",
    map: "mAP@0.5:0.95",
    started: "Started",
    open: "Evaluation Results",
  },
  roundStates: {
    Creating: "Creating",
    Pending: "Pending",
    Running: "Running",
    Paused: "Paused",
    Completed: "Completed",
    Failed: "Failed",
    Terminated: "Terminated",
  },
  startRound: "Start new round",
  startRoundText:
    "Publishes the labels as they are now and trains again. Earlier rounds stay.",
};
