#!/usr/bin/python3
"""Writes src/decode/jpeg/jpeg-probe-image.ts: a small JPEG and the pixels OpenCV decodes it to.

usage: /usr/bin/python3 scripts/jpeg-probe.py      Needs OpenCV for Python (Debian: apt-get install python3-opencv).

The picture: 64 x 48, 4:2:0, in squares of 16 (a block of the format each): four rising grays; four colours; a row of texture, where decoders with another inverse transform or another
way of spreading the colours differ. Its ICC profile has red and green changed over and a gamma of 3: whoever applies it
cannot but show it. Nothing in the file comes from anywhere else.
"""
import base64
import os
import struct
import zlib

import cv2
import numpy as np

SQUARE = 16
GRAYS = [(24, 24, 24), (96, 96, 96), (160, 160, 160), (232, 232, 232)]
COLOURS = [(200, 60, 50), (50, 180, 70), (60, 70, 200), (190, 170, 60)]
OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "src", "decode", "jpeg", "jpeg-probe-image.ts")


def picture():
    image = np.zeros((3 * SQUARE, 4 * SQUARE, 3), np.uint8)
    for row, colours in enumerate((GRAYS, COLOURS)):
        for column, colour in enumerate(colours):
            image[row * SQUARE : (row + 1) * SQUARE, column * SQUARE : (column + 1) * SQUARE] = colour
    y, x = np.mgrid[0:SQUARE, 0 : 4 * SQUARE]
    texture = [128 + 90 * np.sin(x * a + y * b) for a, b in ((0.9, 0.4), (0.5, 0.8), (0.3, 0.2))]
    image[2 * SQUARE :] = np.stack(texture, axis=2).round().astype(np.uint8)
    return image


def fixed(value):
    return struct.pack(">i", round(value * 65536))


def profile():
    """ICC.1:2001, a matrix and curves: the least a display profile may have."""
    xyz = lambda *v: b"XYZ \0\0\0\0" + b"".join(map(fixed, v))
    text = b"probe\0"
    red, green, blue = (0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(4 + 4 + 2 + 1 + 67),
        b"cprt": b"text\0\0\0\0CC0\0",
        b"wtpt": xyz(0.9642, 1, 0.8249),
        b"rXYZ": xyz(*green),
        b"gXYZ": xyz(*red),
        b"bXYZ": xyz(*blue),
    }
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, 3 * 256)
    names = [*tags, b"rTRC", b"gTRC", b"bTRC"]
    table, body, start = struct.pack(">I", len(names)), b"", 128 + 4 + 12 * len(names)
    for name in names:
        data = tags.get(name, curve)
        offset = start + len(body)
        if name in (b"gTRC", b"bTRC"):
            offset = shared
        else:
            shared = offset
            body += data + bytes(-len(data) % 4)
        table += name + struct.pack(">II", offset, len(data))
    size = 128 + len(table) + len(body)
    head = struct.pack(">I", size) + bytes(4) + b"\x02\x10\0\0" + b"mntrRGB XYZ " + struct.pack(">6H", 2024, 1, 1, 0, 0, 0)
    head += b"acsp" + bytes(28) + fixed(0.9642) + fixed(1) + fixed(0.8249)
    return head + bytes(128 - len(head)) + table + body


def main():
    options = [cv2.IMWRITE_JPEG_QUALITY, 85, cv2.IMWRITE_JPEG_OPTIMIZE, 1]
    jpeg = cv2.imencode(".jpg", picture()[:, :, ::-1], options)[1].tobytes()
    content = b"ICC_PROFILE\0\x01\x01" + profile()
    segment = b"\xff\xe2" + struct.pack(">H", len(content) + 2) + content
    # Behind the JFIF segment, where such segments belong.
    at = 4 + struct.unpack(">H", jpeg[4:6])[0]
    jpeg = jpeg[:at] + segment + jpeg[at:]

    pixels = np.ascontiguousarray(cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)[:, :, ::-1])
    encoded = base64.b64encode(jpeg).decode()
    lines = [encoded[i : i + 108] for i in range(0, len(encoded), 108)]
    with open(OUT, "w", encoding="utf-8") as file:
        file.write(
            f"""/** Made by scripts/jpeg-probe.py, which tells what is in the picture; {len(jpeg)} bytes. */
export const PROBE_JPEG =
  {" +".join(f"{chr(10)}  '{line}'" for line in lines).strip()};

export const PROBE_WIDTH = {pixels.shape[1]};
export const PROBE_HEIGHT = {pixels.shape[0]};

/** CRC-32 of the pixels (R, G, B) that libjpeg-turbo, and so OpenCV, decodes the picture to. */
export const PROBE_CRC = 0x{zlib.crc32(pixels.tobytes()):08x};
"""
        )
    print(f"{len(jpeg)} bytes")


if __name__ == "__main__":
    main()
