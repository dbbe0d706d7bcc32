/** What a feature extractor is: the embedded one, and those the user adds. */

/** One picture at one scale: [side, side, 4] RGBA bytes, row by row. */
export interface Pixels {
  readonly side: number;
  readonly rgba: Uint8ClampedArray;
}

/** The extractor's output before it was pooled: [height, width, channels], row by row. */
export interface FeatureMap {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly values: Float32Array;
}

/** Numbers about textures: none, those of a few channels, or with all channels of the middle map. */
export type TextureDetail = boolean | "fine";

/** How pictures are looked at. */
export interface Look {
  /** Averages with the mirror image. */
  readonly mirror: boolean;
  /** Gives the numbers about textures too. */
  readonly textures: TextureDetail;
}

export interface Backbone {
  /** Names everything that the numbers depend on: part of each cached vector's key and of each model. */
  readonly key: string;
  /** As people know it. */
  readonly name: string;
  /** The one side it takes pictures at, in pixels; null = multiples of 16 from 32. */
  readonly side: number | null;
  /** Numbers it gives per picture and side. */
  readonly length: number;
  /** Numbers about textures, given behind them where asked for: of each map that shows some. */
  textureLengths(detail: TextureDetail): readonly number[];
  /**
   * @param pictures all of one side.
   * @returns [pictures.length, length], with those about textures behind, row by row.
   */
  features(pictures: readonly Pixels[], look: Look): Promise<Float32Array>;
  /**
   * The map whose mean over all places are the first `channels` numbers of `features`;
   * null where the extractor pools by itself.
   */
  featureMap(picture: Pixels): Promise<FeatureMap | null>;
  dispose(): void;
}
