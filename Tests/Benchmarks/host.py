"""A local web server that sends files like a static host and records what it sent.

Text is compressed once (gzip, level 6) and cached. Other types are not compressed: by default,
GitHub Pages, Netlify, Cloudflare and nginx do not compress application/octet-stream, the type of
.bin. Python 3.9+, standard library only.
"""

import contextlib
import gzip
import http.server
import pathlib
import threading
import urllib.parse

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
}


class Host:
    """`sent` has path and body bytes of each response, in order. `url` ends with a slash."""

    def __init__(self, folder):
        self.folder, self.sent, self.cache = pathlib.Path(folder).resolve(), [], {}

    def answer(self, path):
        """Returns type, encoding and bytes, or None for a missing file."""
        if path not in self.cache:
            file = self.folder / path.lstrip("/")
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file() or self.folder not in file.resolve().parents:
                return None
            kind, body = TYPES.get(file.suffix), file.read_bytes()
            if kind:
                self.cache[path] = kind, "gzip", gzip.compress(body, 6, mtime=0)
            else:
                self.cache[path] = "application/octet-stream", None, body
        return self.cache[path]


@contextlib.contextmanager
def hosted(folder):
    host = Host(folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler_for(host)) as server:
        server.daemon_threads = True
        host.url = "http://127.0.0.1:%d/" % server.server_port
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield host
        finally:
            server.shutdown()
            thread.join()


def handler_for(host):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # otherwise each response waits for the last acknowledgement
        wbufsize = -1  # headers and body in one write

        def do_GET(self):
            path = urllib.parse.unquote(urllib.parse.urlsplit(self.path).path)
            kind, encoding, body = host.answer(path) or ("text/plain", None, b"")
            self.send_response(200 if path in host.cache else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=600")
            if encoding:
                self.send_header("Content-Encoding", encoding)
            self.end_headers()
            self.wfile.write(body)
            host.sent.append((path, len(body)))

        def log_message(self, *arguments):
            """Logs nothing."""

    return Handler
