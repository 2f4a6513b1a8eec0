"""File to ZIP as the original application does it: imread, four operators, five imwrite, a deflated ZIP.

Does it once for every line that comes in, and prints the milliseconds that it took. Needs OpenCV for Python.
"""
import os
import sys
import time
import zipfile

import cv2

folder = sys.argv[1]
source = os.path.join(folder, "source.png")
for _ in sys.stdin:
    start = time.perf_counter()
    original = cv2.imread(source)
    gray = cv2.cvtColor(original, cv2.COLOR_BGR2GRAY)
    enhanced = cv2.equalizeHist(gray)
    blurred = cv2.GaussianBlur(enhanced, (5, 5), 1)
    edges = cv2.Canny(blurred, 100, 200)
    names = []
    for name, image in (("original", original), ("grayscale", gray), ("enhanced", enhanced), ("blurred", blurred), ("edges", edges)):
        names.append(os.path.join(folder, name + ".png"))
        cv2.imwrite(names[-1], image)
    with zipfile.ZipFile(os.path.join(folder, "results.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.write(name, os.path.basename(name))
    print((time.perf_counter() - start) * 1000, flush=True)
