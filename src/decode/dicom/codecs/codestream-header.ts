/** What a codestream says of the image in it. */
export interface CodestreamHeader {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** Bits a sample, of all components. */
  readonly bits: number;
}
