import type { DetectedFormat } from "#core/import.ts";

/** Types share ids of formats: both together name one. */
export const formatKey = ({
  id,
  typeId,
}: Pick<DetectedFormat, "id" | "typeId">): string => `${typeId}/${id}`;
