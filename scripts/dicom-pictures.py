#!/usr/bin/env python3
"""What another implementation of DICOM PS3.3 makes of films.

    scripts/dicom-pictures.py REFERENCE < FILMS    films as JSON (MadeFilm of test/support/random-dicom.ts, with `rule` beside
                                                   them), a line each; prints the CRC-32 of each picture

REFERENCE is the path of a Python module with `Gray` and `Lut`. Needs numpy.
"""
import importlib.util
import json
import sys
import zlib

import numpy as np

FUNCTIONS = {"linear": "LINEAR", "linear-exact": "LINEAR_EXACT", "sigmoid": "SIGMOID"}


def loaded(path):
    spec = importlib.util.spec_from_file_location("reference", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def picture(reference, film):
    def lut(table):
        return reference.Lut(table["entries"], table["first"], table["bits"])

    def number(text):
        return None if text is None else float(text)

    choice, padding, (kind, *which) = film["choice"], film["padding"], film["rule"]
    manual = kind == "manual"
    windows = [(float(w["center"]), float(w["width"] or "nan")) for w in film["windows"]]
    gray = reference.Gray(
        bits_stored=film["bits"],
        signed=film["signed"],
        mono1=film["mono1"],
        slope=number(film["slope"]),
        intercept=number(film["intercept"]),
        modality_lut=film["modality"] and lut(film["modality"]),
        windows=[(choice["center"], choice["width"])] if manual else windows,
        function=FUNCTIONS[choice["function"]] if manual else film["function"],
        voi_luts=[lut(table) for table in film["tables"]],
        shape=film["shape"],
        padding=padding and (padding[0], padding[0] if padding[1] is None else padding[1]),
    )
    stored = np.array(film["stored"])
    if choice["source"] == "auto":
        rule = None
    elif kind == "minmax":
        rule = gray.minmax_rule(stored)
    elif kind == "full":
        rule = ("full", *gray.full_range())
    else:
        rule = ("window", 0) if manual else (kind, *which)
    shown = gray.display(stored, rule)
    return np.where(gray.padded(stored), 0, 255 - shown if choice["invert"] else shown).astype(np.uint8)


if __name__ == "__main__":
    judge = loaded(sys.argv[1])
    for line in sys.stdin:
        print(zlib.crc32(picture(judge, json.loads(line)).tobytes()))
