export const MANIFEST_TYPE = "modelarts/text_classification";
