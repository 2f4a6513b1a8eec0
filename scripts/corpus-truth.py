#!/usr/bin/python3
"""Writes test/support/corpus-truth.json: what decoding must give for every file of the corpus beside the repository.

usage: /usr/bin/python3 scripts/corpus-truth.py [../shared/corpus]

Needs OpenCV for Python (Debian: apt-get install python3-opencv). Of each file the table says either

    "png 447x512x1 <SHA-256>"   width, height, channels and the digest of the pixels as cv2.imread gives them, in one
                                channel where the file is gray, else in the order R, G, B
    "jpeg refused decode-failed" the code of the error instead

It is a table of facts; no file of the corpus is in the repository. Pixels and "cannot be read" come from OpenCV. What
OpenCV reads and this product refuses on purpose is decided here, from the bytes: other formats than PNG and JPEG, more
than 100 megapixels, kinds of JPEG that have a name of their own (lossless, 12 bits), JPEGs cut short (libjpeg paints what is
missing in gray and merely warns).
"""
import hashlib
import json
import os
import struct
import sys
import tempfile

os.environ["OPENCV_IO_MAX_IMAGE_PIXELS"] = str(2**31)
import cv2  # noqa: E402

MAX_PIXELS = 100_000_000
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")


def png_facts(data):
    """Width, height and whether the file is gray; None where the IHDR is not in its place."""
    if data[12:16] != b"IHDR" or len(data) < 26:
        return None
    width, height = struct.unpack(">II", data[16:24])
    return {"width": width, "height": height, "gray": data[25] in (0, 4)}


def jpeg_facts(data):
    """What the first frame header says; None where there is none."""
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF or data[at + 1] in (0x00, 0xFF):
            at += 1
            continue
        marker = data[at + 1]
        if marker in (0xD8, 0x01) or 0xD0 <= marker <= 0xD7:
            at += 2
            continue
        if marker in (0xD9, 0xDA):
            return None
        if (0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC)) or marker == 0xF7:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return {
                "width": width,
                "height": height,
                "gray": data[at + 9] == 1,
                "ordinary": marker in (0xC0, 0xC1, 0xC2, 0xC9, 0xCA) and data[at + 4] == 8 and data[at + 9] in (1, 3, 4),
            }
        at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    return None


def read(path):
    """The picture, or None, and what the libraries beneath wrote to standard error meanwhile."""
    with tempfile.TemporaryFile() as log:
        saved = os.dup(2)
        os.dup2(log.fileno(), 2)
        try:
            image = cv2.imread(path, cv2.IMREAD_COLOR)
        finally:
            os.dup2(saved, 2)
            os.close(saved)
        log.seek(0)
        return image, log.read().decode(errors="replace")


def dicom_verdict(data):
    """DICOM files beside images of other kinds are of 8 bits, uncompressed and shown as they are: their last bytes are the picture."""
    rows, columns = (struct.unpack("<H", data[data.index(tag + b"US\2\0") + 8 :][:2])[0] for tag in (b"\x28\0\x10\0", b"\x28\0\x11\0"))
    return f"other {columns}x{rows}x1 {hashlib.sha256(data[len(data) - rows * columns :]).hexdigest()}"


def verdict(path):
    with open(path, "rb") as file:
        data = file.read()
    if not data:
        return "other refused file-empty"
    kind = "other"
    if data[128:132] == b"DICM":
        return dicom_verdict(data)
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        kind, facts = "png", png_facts(data)
    elif data[:3] == b"\xff\xd8\xff":
        kind, facts = "jpeg", jpeg_facts(data)
    elif data[1:4] == b"PNG":
        # A PNG whose signature shows that a transfer changed it.
        return "other refused decode-failed"
    else:
        return "other refused unsupported-type"
    if facts and facts["width"] * facts["height"] > MAX_PIXELS:
        return f"{kind} refused image-too-large"
    if kind == "jpeg" and facts and not facts["ordinary"] and facts["width"] and facts["height"]:
        return "jpeg refused unsupported-type"
    image, log = read(path)
    if image is None or facts is None or "Premature end of JPEG" in log:
        return f"{kind} refused decode-failed"
    pixels = image[:, :, 0] if facts["gray"] else image[:, :, ::-1]
    digest = hashlib.sha256(pixels.tobytes()).hexdigest()
    return f"{kind} {image.shape[1]}x{image.shape[0]}x{1 if facts['gray'] else 3} {digest}"


def main():
    corpus = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "..", "shared", "corpus"))
    table = {}
    for folder, _, names in os.walk(corpus):
        for name in names:
            path = os.path.join(folder, name)
            relative = os.path.relpath(path, corpus).replace(os.sep, "/")
            if relative != "MANIFEST.tsv":
                table[relative] = verdict(path)
    with open(os.path.join(ROOT, "test", "support", "corpus-truth.json"), "w", encoding="utf-8") as file:
        json.dump(dict(sorted(table.items())), file, indent=2, ensure_ascii=False)
        file.write("\n")
    print(f"{len(table)} files")


if __name__ == "__main__":
    main()
