/** Texts of the labeling job list and of the dialogs that create, change and copy a job. */
const samples = (n: number) =>
  n === 1 ? "1 sample" : `${n.toLocaleString("en")} samples`;

export const list = {
  myCreations: "My Creations",
  create: "Create Labeling Job",
  quota: (limit: number, left: number) =>
    `Maximum Labeling task: ${limit}, Available for creation: ${left}`,
  search: "Search by job name",
  allTypes: "All types",
  name: "Name",
  dataset: "Dataset",
  type: "Labeling Type",
  progress: "Labeling Progress (Labeled/Total)",
  pending: "Pending Confirmation",
  created: "Created",
  description: "Description",
  operation: "Operation",
  label: "Label",
  publish: "Publish",
  more: (name: string) => `More operations of ${name}`,
  delete: "Delete",
  statistics: "Task Statistics",
  modify: "Modify",
  copy: "Copy",
  emptyTitle: "No labeling jobs yet",
  emptyText:
    "A labeling job holds the labels of one dataset. Create one, then label by key or by touch.",
  noMatch: "No labeling job matches the search",
};

export const job = {
  create: "Create Labeling Job",
  modify: "Modify Labeling Job",
  copy: "Copy Labeling Job",
  copyNote:
    "The copy has the same samples and labels. Labeling results are not copied.",
  name: "Name",
  nameRule: "1 to 100 letters, digits, hyphens or underscores.",
  description: "Description",
  scene: "Labeling Scene",
  scenes: {
    image: "Images",
    audio: "Audio",
    text: "Text",
    video: "Video",
    table: "Table",
    free_format: "Free format",
  } as Readonly<Record<string, string>>,
  type: "Labeling Type",
  dataset: "Dataset Name",
  noDataset: "No dataset of this type yet.",
  createDataset: "Create Dataset",
  labelSet: "Label Set",
  labelName: "Label name",
  addLabel: "Add Label",
  removeLabel: (name: string) => `Remove label ${name}`,
  singleLabel: "One label per sample",
  singleLabelHint:
    "As ExeML projects need it. A new label replaces the earlier one.",
  cancel: "Cancel",
  ok: "OK",
  created: (n: number) => `Labeling job created with ${samples(n)}`,
  deleteTitle: (name: string) => `Delete labeling job ${name}?`,
  deleteText:
    "Its labels and results are deleted. The samples stay in the dataset, published versions stay too.",
  missing: "This labeling job does not exist any more.",
  back: "Back to Label Data",
};
