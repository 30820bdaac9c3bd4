"""Forms with files as browsers send them, and small files made in code: shared by the program tests of photos and papers."""
import http.client
import struct
import zlib

import harness

BOUNDARY = "----FormBoundaryOfThisTest"
NEEDLE = b"NEEDLE"  # stands in every text that is planted in a file


def png_chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width=1, height=1, more=b""):
    """A grey picture of 1 x 1, or what says that it is another size. `more` are chunks before its pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head) + more + \
        png_chunk(b"IDAT", zlib.compress(b"\0\x80")) + png_chunk(b"IEND", b"")


def jpeg_segment(marker, body):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body


def jpeg(segments=b""):
    """A grey picture of 8 x 8, with these segments in front of its pixels."""
    one_code = b"\x01" + bytes(15) + b"\0"
    return b"\xff\xd8" + jpeg_segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0") + segments + \
        jpeg_segment(0xDB, b"\0" + b"\x01" * 64) + jpeg_segment(0xC0, b"\x08\0\x08\0\x08\x01\x01\x11\0") + \
        jpeg_segment(0xC4, b"\0" + one_code) + jpeg_segment(0xC4, b"\x10" + one_code) + \
        jpeg_segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x3f\xff\xd9"


# Degrees, minutes and seconds of a house in the north and east.
LATITUDE = struct.pack(">6I", 30, 1, 15, 1, 3141, 100)
LONGITUDE = struct.pack(">6I", 120, 1, 12, 1, 2718, 100)


def tiff_directory(entries, follows):
    packed = b"".join(struct.pack(">HHI", tag, kind, count) + value for tag, kind, count, value in entries)
    return struct.pack(">H", len(entries)) + packed + struct.pack(">I", follows)


def phone_exif(orientation):
    """What a phone writes beside the pixels: its maker, how it was held, where it was, and a small copy of the picture."""
    maker = NEEDLE + b"-maker\0"
    small = jpeg(jpeg_segment(0xFE, NEEDLE + b"-small copy"))
    main, place, copy, data = 8, 50, 104, 134  # where the three directories and their data begin

    def at(offset):
        return struct.pack(">I", offset)
    behind_places = data + len(maker)
    text = b"MM\0*" + at(main)
    text += tiff_directory([(0x010F, 2, len(maker), at(data)), (0x0112, 3, 1, struct.pack(">HH", orientation, 0)),
                            (0x8825, 4, 1, at(place))], copy)
    text += tiff_directory([(1, 2, 2, b"N\0\0\0"), (2, 5, 3, at(behind_places)), (3, 2, 2, b"E\0\0\0"),
                            (4, 5, 3, at(behind_places + 24))], 0)
    text += tiff_directory([(0x0201, 4, 1, at(behind_places + 48)), (0x0202, 4, 1, at(len(small)))], 0)
    assert len(text) == data
    return text + maker + LATITUDE + LONGITUDE + small


def phone_photo(orientation):
    return jpeg(jpeg_segment(0xE1, b"Exif\0\0" + phone_exif(orientation)) + jpeg_segment(0xFE, NEEDLE + b"-comment"))


def pdf(filler=200000):
    """An empty document with so many bytes of nothing in it."""
    text = b"%PDF-1.4\n"
    places = []
    for body in (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>",
                 b"<</Length %d>>stream\n" % filler + b"x" * filler + b"\nendstream"):
        places.append(len(text))
        text += b"%d 0 obj" % (len(places)) + body + b"endobj\n"
    start = len(text)
    text += b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return text + b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


def multipart(fields, files):
    """The body of a form; `files` are pairs of name and bytes. Names go as they are, but for what browsers escape."""
    parts = [(f'name="{name}"', value.encode()) for name, value in fields.items()]
    for name, content in files:
        escaped = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
        parts.append((f'name="files"; filename="{escaped}"', content))
    return b"".join(f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"
                    for head, content in parts) + f"--{BOUNDARY}--\r\n".encode()


class Received(harness.Answer):
    """An answer with its bytes as they came."""

    def __init__(self, response):
        self.raw = response.read()
        super().__init__(response.status, response.headers, self.raw.decode(errors="replace"))


def exchange(port, method, path, body=None, source="", **headers):
    """One request; fails if the server dies."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=harness.FAR_SECONDS,
                                            source_address=(source, 0) if source else None)
    try:
        connection.request(method, path, body, {"Sec-Fetch-Site": "same-origin", **headers})
        return Received(connection.getresponse())
    finally:
        connection.close()


def send(port, path, fields, files, source="", cookie=""):
    """The answer to a form with files."""
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    if cookie:
        headers["Cookie"] = cookie
    return exchange(port, "POST", path, multipart(fields, files), source, **headers)
