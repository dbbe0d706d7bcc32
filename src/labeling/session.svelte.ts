export class LabelingSession {}
