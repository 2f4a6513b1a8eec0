"""JPEG files of quality 90: photos.py SOURCE gray|colour WIDTH HEIGHT TARGET [mirrored|progressive]. Needs OpenCV for Python."""
import sys

import cv2

source, colours, width, height, target = sys.argv[1:6]
image = cv2.imread(source, cv2.IMREAD_GRAYSCALE if colours == "gray" else cv2.IMREAD_COLOR)[: int(height), : int(width)]
if "mirrored" in sys.argv:
    image = cv2.flip(image, 1)
progressive = int("progressive" in sys.argv)
if not cv2.imwrite(target, image, [cv2.IMWRITE_JPEG_QUALITY, 90, cv2.IMWRITE_JPEG_PROGRESSIVE, progressive]):
    sys.exit("could not write " + target)
