"""File to ZIP as the original application does it: imread, four operators, five imwrite, a deflated ZIP.

native.py FOLDER [SOURCE [gray]]: SOURCE is FOLDER/source.png unless it is given; `gray` leaves a gray file with one channel,
which the original application does not. Does it once for every line that comes in, and prints what it took: milliseconds,
those of processor time (user and system), and memory touched for the first time in megabytes. Needs OpenCV for Python.
"""
import os
import resource
import sys
import time
import zipfile

import cv2

folder = sys.argv[1]
source = sys.argv[2] if len(sys.argv) > 2 else os.path.join(folder, "source.png")
as_it_is = "gray" in sys.argv[3:]
for _ in sys.stdin:
    before = resource.getrusage(resource.RUSAGE_SELF)
    start = time.perf_counter()
    original = cv2.imread(source, cv2.IMREAD_UNCHANGED if as_it_is else cv2.IMREAD_COLOR)
    gray = original if original.ndim == 2 else cv2.cvtColor(original, cv2.COLOR_BGR2GRAY)
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
    milliseconds = (time.perf_counter() - start) * 1000
    after = resource.getrusage(resource.RUSAGE_SELF)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    touched = (after.ru_minflt - before.ru_minflt) * resource.getpagesize() / 1e6
    # The images of this file are not there when the next one is read.
    del original, gray, enhanced, blurred, edges, image
    print(milliseconds, processor * 1000, touched, flush=True)
