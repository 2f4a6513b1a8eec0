#!/usr/bin/env python3
"""Whether results of the command line are OpenCV's, pixel by pixel, of each PNG and JPEG.

    xray-lab --json -o RESULTS … | scripts/compare-with-opencv.py RESULTS

Takes default parameters. Prints what differs, and at the end how many files were compared; exits with 1 where something differs.
Needs OpenCV for Python.
"""
import json
import os
import sys

import cv2

if hasattr(cv2, "ipp"):
    cv2.ipp.setUseIPP(False)


def chain(original):
    gray = cv2.cvtColor(original, cv2.COLOR_BGR2GRAY)
    enhanced = cv2.equalizeHist(gray)
    blurred = cv2.GaussianBlur(enhanced, (5, 5), 1)
    edges = cv2.Canny(blurred, 100, 200)
    return {"original": original, "grayscale": gray, "enhanced": enhanced, "blurred": blurred, "edges": edges}


folder = sys.argv[1]
compared = different = 0
for line in sys.stdin:
    event = json.loads(line)
    if event["event"] != "done" or not event["file"].lower().endswith((".png", ".jpg", ".jpeg")):
        continue
    compared += 1
    original = cv2.imread(event["file"])
    if original is None:
        print(event["file"], "cannot be read by OpenCV")
        different += 1
        continue
    files = event["images"][0]["files"]
    for stage, expected in chain(original).items():
        flags = cv2.IMREAD_COLOR if stage == "original" else cv2.IMREAD_UNCHANGED
        got = cv2.imread(os.path.join(folder, files[stage]["file"]), flags)
        if got is None or got.shape != expected.shape or (got != expected).any():
            print(event["file"], stage, "differs")
            different += 1
print(compared, "compared,", different, "different")
sys.exit(1 if different else 0)
