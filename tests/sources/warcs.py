"""Archives to test with, made record by record."""

import base64
import hashlib


def record(url: str, block: bytes, kind: str = "response", **headers: str) -> bytes:
    """A record of an archive, as it stands unpacked."""
    told = {"WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": "2023-06-15T10:00:00Z", "Content-Type": "application/http; msgtype=response"}
    told |= {"WARC-Block-Digest": f"sha1:{base64.b32encode(hashlib.sha1(block).digest()).decode()}", "Content-Length": str(len(block))}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    return b"WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in told.items()).encode() + b"\r\n" + block + b"\r\n\r\n"


def http(body: bytes, status: str = "200 OK", kind: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    """An answer of a server."""
    told = {"Content-Type": kind} | {name.replace("_", "-"): value for name, value in headers.items()}
    return f"HTTP/1.1 {status}\r\n".encode() + "".join(f"{name}: {value}\r\n" for name, value in told.items()).encode() + b"\r\n" + body
