/** Which files of an import are samples, by name; the content decides later. */
export type IsMedia = (path: string) => boolean;

/** Pictures of any kind, also those that are refused: what is no sample must not vanish unseen. */
export const isImage: IsMedia = (path) =>
  /\.(jpe?g|png|bmp|gif|webp|avif|hei[cf]|tiff?)$/i.test(path);

/** Sound of any kind. */
export const isSound: IsMedia = (path) =>
  /\.(wave?|bwf|rf64|og[ga]|opus|flac|mp3|aac|m4[ab]|mp4|weba?|webm|mka|aiff?|aifc|caf|wma|amr|au|w64)$/i.test(
    path,
  );

export const isText: IsMedia = (path) => /\.(txt|csv)$/i.test(path);

export const fileName = (path: string): string =>
  path.slice(path.lastIndexOf("/") + 1);
