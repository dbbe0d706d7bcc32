/** Trains detectors. */
import { trainerOnBackends } from "#labeling/train-on-backends.ts";
import { learn } from "./learning/learn.ts";

export default trainerOnBackends(learn);
