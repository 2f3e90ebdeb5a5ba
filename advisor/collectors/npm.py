"""What the registry of JavaScript packages says about a package, through npm's own command line."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import date, datetime
from typing import Any

from advisor.collectors.failure import CollectorError
from advisor.collectors.figures import Answer, Release

TIMEOUT_SECONDS = 90
FIELDS = ("time", "versions", "version", "dist.unpackedSize", "license")
UNREACHABLE = frozenset(
    (
        "ECONNREFUSED",
        "ECONNRESET",
        "EAI_AGAIN",
        "ENETUNREACH",
        "ENOTCACHED",
        "ENOTFOUND",
        "ERR_SOCKET_TIMEOUT",
        "ETIMEDOUT",
    )
)
_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?\Z")


def fetch(name: str) -> Answer:
    """What the registry says about a package.

    Raises `CollectorError` when npm is not installed, does not answer in time, or knows no such package.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise CollectorError("npm is not installed")
    call = [npm, "view", name, *FIELDS, "--json", "--loglevel=silent", "--fetch-retries=1"]
    try:
        done = subprocess.run(call, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise CollectorError(f"npm gave no answer in {TIMEOUT_SECONDS} s", unreachable=True) from None
    except OSError as error:
        raise CollectorError(f"npm cannot be run: {error.strerror or error}") from None
    return answer(_parsed(done.stdout))


def _parsed(output: bytes) -> dict[str, Any]:
    try:
        data = json.loads(output)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise CollectorError("npm gave an answer that is not understood")
    if "error" in data:
        code = data["error"].get("code") if isinstance(data["error"], dict) else None
        if code == "E404":
            raise CollectorError("the registry has no such package")
        raise CollectorError(f"npm reports {code}", unreachable=code in UNREACHABLE)
    return data


def answer(data: dict[str, Any]) -> Answer:
    """What `npm view` printed, as releases; the version that npm would install comes last.

    Only a registry that dates the package itself (``time.created``) dates its versions: a mirror fills in the days on which
    it saw them first, and those are left out. Raises `CollectorError` for data of another form.
    """
    times, latest = data.get("time"), data.get("version")
    if not isinstance(times, dict) or not isinstance(latest, str) or not _VERSION.match(latest):
        raise CollectorError("npm gave an answer that is not understood")
    dated, listed = "created" in times, data.get("versions")
    present = {latest, *(one for one in (listed if isinstance(listed, list) else times) if isinstance(one, str))}
    versions = [found for found in map(_VERSION.match, present) if found]
    ordered = sorted(
        versions, key=lambda found: (found[0] == latest, [int(part) for part in found.group(1, 2, 3)], found[0])
    )
    size, license_ = data.get("dist.unpackedSize"), data.get("license")
    return Answer(
        tuple(Release(one[0], _day(times.get(one[0])) if dated else None, stable=not one[4]) for one in ordered),
        license=license_ if isinstance(license_, str) else None,
        unpacked_bytes=size if isinstance(size, int) else None,
        language="javascript",
    )


def _day(moment: object) -> date | None:
    try:
        return datetime.fromisoformat(str(moment)).date()
    except ValueError:
        return None
