export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest size of `image`'s shape that fits in `box`. */
export function fitInside(image: Size, box: Size): Size {
  const scale = Math.min(box.width / image.width, box.height / image.height);
  return { width: image.width * scale, height: image.height * scale };
}
