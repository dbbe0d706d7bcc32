export const jobs = {
  title: "Jobs",
  open: (running: number) =>
    running === 0
      ? "Jobs"
      : running === 1
        ? "1 job"
        : `${String(running)} jobs`,
  empty: "Nothing is running. Imports, exports and training show up here.",
  kinds: {
    import: "Import",
    export: "Export",
    publish: "Publish",
    train: "Training",
    backup: "Backup",
    restore: "Restore",
    sample_project: "Sample project",
    predict_table: "Prediction",
  },
  states: {
    queued: "Queued",
    running: "Running",
    paused: "Paused",
    waiting: "Waiting for you",
    done: "Done",
    failed: "Failed",
    cancelled: "Cancelled",
  },
  units: {
    files: "files",
    bytes: "bytes",
    samples: "samples",
    epochs: "epochs",
    steps: "steps",
  },
  rate: (amount: string) => `${amount}/s`,
  rateMinute: (amount: string) => `${amount}/min`,
  left: (time: string) => `${time} left`,
  pause: "Pause",
  resume: "Resume",
  cancel: "Cancel",
  review: "Look at the report",
  space: "No space left",
  spaceText: (free: string) =>
    `The device has ${free} free for this site. Make space, then resume.`,
  spaceUnknown:
    "The device has no space left for this site. Make space, then resume.",
  makeSpace: "Make space",
  save: "Save the file",
  remove: (title: string) => `Remove ${title} from the list`,
  problems: (count: number) =>
    count === 1 ? "1 problem" : `${String(count)} problems`,
  gone: "The file was cleared. Export again.",
};
