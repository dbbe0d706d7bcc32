/** Trains picture classifiers. */
import { trainerOnBackends } from "#labeling/train-on-backends.ts";
import { learn } from "./learn.ts";

export default trainerOnBackends(learn);
