export const services = {
  title: "Services",
  intro:
    "A service answers with a model's predictions, behind an address on this device.",
  emptyTitle: "No services yet",
  emptyText:
    "Deploy a model: in the last phase of an ExeML project, or from the Models page.",
  columns: {
    name: "Name",
    status: "Status",
    model: "Model",
    stops: "Stops",
    operation: "Operation",
  },
  start: "Start",
  stop: "Stop",
  restart: "Restart",
  delete: "Delete",
  deleteTitle: (name: string) => `Delete service ${name}?`,
  deleteText: "Its address stops answering. The model stays.",
  never: "Never",
  gone: "This service was deleted.",
  tabs: {
    prediction: "Prediction",
    usage: "Usage Guides",
    monitoring: "Monitoring",
    events: "Events",
  },
  notRunning:
    "Prediction can be performed only when the service status is Running.",
  drop: "Drop a picture here, or choose one",
  touch: "Try the model on a picture",
  choose: "Choose pictures",
  camera: "Camera",
  rate: (perSecond: string) => `${perSecond} frames per second`,
  threshold: "Score threshold",
  found: (n: number) => (n === 1 ? "1 object" : `${String(n)} objects`),
  belowThreshold: (n: number) =>
    n === 1
      ? "1 more has a lower score."
      : `${String(n)} more have a lower score.`,
  noObjects: "Nothing was found above the threshold.",
  live: "Live camera",
  stopCamera: "Close the camera",
  predict: "Predict",
  texts: "Texts",
  textsHint: "Type or paste, a text a line. Ctrl+Enter predicts.",
  mostTexts: (n: number) =>
    `The first ${String(n)} are predicted here. For more, add the texts to a dataset.`,
  words: (label: string) =>
    `Coloured words spoke for ${label}; those underlined spoke against it.`,
  result: "Test Result",
  heat: "Heat map",
  heatText: "Shows where the linear part of the model looked.",
  most: (n: number) =>
    `The first ${String(n)} are predicted here. For more, add the pictures to a dataset.`,
  dropSound: "Drop a sound here, choose one, or record one",
  touchSound: "Try the model on a sound",
  chooseSounds: "Choose sounds",
  record: (seconds: number) => `Record ${String(seconds)} s`,
  listening: "Listening",
  stopListening: "Listening, stop",
  recordingName: "Recording",
  mostSounds: (n: number) =>
    `The first ${String(n)} are predicted here. For more, add the sounds to a dataset.`,
  timeline: "What is heard when",
  timelineText:
    "Each bar is a stretch of the sound, as tall as the model is sure of its label. Choose one to hear it: with the keyboard by the arrow keys and Enter.",
  stretch: (from: string, to: string, label: string, share: string) =>
    `${from} to ${to}: ${label}, ${share}`,
  said: (name: string, label: string) => `${name}: ${label}`,
  answered: (name: string) => `${name}: predicted`,
  json: "Result JSON",
  working: "Predicting",
  took: (ms: string) => `${ms} ms`,
  usageText:
    "The service answers pages of this app on this device, while the app is open. No other device can reach it: a web page cannot be a public server. To use the model elsewhere, download its package.",
  address: "Address",
  example: "Example",
  calls: "Calls in the last 12 hours",
  total: "Calls",
  failed: "Failed",
  average: "Average latency",
  p99: "tp_99 latency",
  latency: "Latency per minute (ms)",
  noCalls: "No calls yet.",
  time: "Time",
  event: "Event",
};
