"""Writes test/support/region-truth.json: statistics of regions and values along lines, as numpy has them.

    python3 scripts/region-truth.py

The planes are made by one rule, here and in the test, so that no pixels are stored: sample (row, column) is
(row * 7919 + column * 104729 + (row * column) % 251 * 31) mod 2^bits.
"""
import json
from pathlib import Path

import numpy as np

PLANES = [(40, 30, 8), (64, 48, 16), (200, 150, 16)]
REGIONS = [
    ("rectangle", (3, 4), (20, 17)),
    ("rectangle", (20.5, 17.5), (3.5, 4.5)),
    ("rectangle", (2.4999, 1.51), (9.5, 29.2)),
    ("rectangle", (-5, -5), (900, 900)),
    ("rectangle", (7, 7), (7, 20)),
    ("ellipse", (3, 4), (20, 17)),
    ("ellipse", (10.25, 2.75), (31.5, 28.125)),
    ("ellipse", (-6, 5), (12, 40)),
    ("ellipse", (12, 12), (13, 13)),
    ("ellipse", (0, 0), (40, 30)),
]


def plane(width, height, bits):
    row, column = np.mgrid[0:height, 0:width].astype(np.int64)
    return (row * 7919 + column * 104729 + (row * column) % 251 * 31) % 2**bits


def inside(kind, a, b, width, height):
    row, column = np.mgrid[0:height, 0:width] + 0.5
    left, right = sorted((a[0], b[0]))
    top, bottom = sorted((a[1], b[1]))
    if kind == "rectangle":
        return (column >= left) & (column < right) & (row >= top) & (row < bottom)
    across = (column - (left + right) / 2) / ((right - left) / 2)
    down = (row - (top + bottom) / 2) / ((bottom - top) / 2)
    return across * across + down * down <= 1


def told(values):
    if values.size == 0:
        return {"count": 0, "mean": 0, "deviation": 0, "min": 0, "max": 0}
    return {
        "count": int(values.size),
        "mean": float(values.mean()),
        "deviation": float(values.std()),
        "min": float(values.min()),
        "max": float(values.max()),
    }


cases = []
for width, height, bits in PLANES:
    samples = plane(width, height, bits)
    for kind, a, b in REGIONS:
        values = samples[inside(kind, a, b, width, height)]
        cases.append(
            {
                "plane": [width, height, bits],
                "kind": kind,
                "points": [a, b],
                "samples": told(values),
                "modality": told(values * 0.37 - 1024.5),
            }
        )

path = Path(__file__).parent.parent / "test/support/region-truth.json"
path.write_text(json.dumps({"numpy": np.__version__, "cases": cases}, indent=1) + "\n")
