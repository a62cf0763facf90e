"""A local web server that serves a published folder like a static host."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from os import PathLike
from pathlib import Path
from threading import Thread

from headers import HeaderRules


@dataclass(frozen=True)
class Site:
    """A served folder. `url` ends with a slash."""

    folder: Path
    url: str

    @property
    def origin(self) -> str:
        return "/".join(self.url.split("/")[:3])


class Handler(SimpleHTTPRequestHandler):
    """Serves index.html for folders, 404.html for missing files, and the given headers."""

    protocol_version = "HTTP/1.1"
    # A response is sent in one write. Otherwise the body waits for the acknowledgement of the
    # headers (RFC 896), 40 ms a response.
    wbufsize = 1 << 16
    disable_nagle_algorithm = True
    mount = "/"
    rules = HeaderRules([])

    def translate_path(self, path: str) -> str:
        inside = path.startswith(self.mount)
        return super().translate_path(
            "/" + path.removeprefix(self.mount) if inside else "/outside-of-the-forum"
        )

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        path = "/" + self.path.partition("?")[0].removeprefix(self.mount)
        for name, value in self.rules.for_path(path):
            self.send_header(name, value)
        super().end_headers()

    def guess_type(self, path: str | PathLike[str]) -> str:
        kind = super().guess_type(path)
        return f"{kind}; charset=utf-8" if kind == "text/html" else kind

    def log_message(self, format: str, *args: object) -> None:
        """Logs nothing: the tests see errors in the browser."""


@contextmanager
def served(folder: Path, rules: HeaderRules, mount: str = "/") -> Iterator[Site]:
    """Serves the folder below `mount` ("/" or "/forum/") at a free port until the block ends."""
    handler = type("MountedHandler", (Handler,), {"mount": mount, "rules": rules})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield Site(folder, f"http://127.0.0.1:{server.server_port}{mount}")
        finally:
            server.shutdown()
            thread.join()
