"""Starts the program with the demo account, and schemathesis against it; fails when schemathesis finds something, or could not."""

import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

PASSWORD = "a long and quiet harbour"

# What would take the ground from under the requests that follow: the right of whoever asks.
LEFT_OUT = [
    "DELETE /api/v1/accounts/{account}/roles/{member}",
    "PUT /api/v1/accounts/{account}/roles/{member}",
]

CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
    "use_after_free",
]


def start(binary: str, folder: Path) -> tuple[subprocess.Popen, str, str]:
    """The running program, its address, and the token that makes the first user."""
    command = [binary, "serve", "--listen", "127.0.0.1:0", "--database", "sqlite:waterline.db"]
    # Without optimisation, on a busy machine, some answers take long; what is looked for here are wrong ones.
    command += ["--request-seconds", "120"]
    with open(folder / "log", "w", encoding="utf-8") as log:
        running = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=log, text=True)
    for line in running.stdout:
        if found := re.search(r"(http://\S+)/setup\?token=(\S+)", line):
            return running, found[1], found[2]
    sys.exit(f"the program did not start: {(folder / 'log').read_text(encoding='utf-8')}")


def ask(address: str, method: str, path: str, body: object = None, **headers: str) -> tuple[dict, str]:
    """The answer to one request, and the cookie that came with it."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{address}/api/v1{path}", data, method=method)
    request.add_header("Content-Type", "application/json")
    for name, value in headers.items():
        request.add_header(name, value)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer), (answer.headers.get("Set-Cookie") or "").split(";")[0]


def ground(address: str, token: str) -> dict:
    """Makes the first user, loads the demo account, makes a token, and names what stands in the account."""
    new = {"token": token, "name": "Ada", "login": "ada@example.org", "password": PASSWORD, "language": "en"}
    _, cookie = ask(address, "POST", "/setup", new)
    signed = {"Cookie": cookie, "Origin": address}
    account, _ = ask(address, "POST", "/accounts/demo", **signed)
    scopes = ["read", "write", "import", "admin"]
    made, _ = ask(address, "POST", "/tokens", {"name": "fuzz", "scopes": scopes}, **signed)
    deals, _ = ask(address, "GET", f"/accounts/{account['id']}/deals", **signed)
    return {"account": account["id"], "deal": deals["items"][0]["id"], "secret": made["secret"]}


def settings(address: str, known: dict) -> str:
    """What schemathesis is told: where, as whom, and which account and deal are meant where one is."""
    left_out = "".join(f'[[operations]]\ninclude-name = "{name}"\nenabled = false\n\n' for name in LEFT_OUT)
    return f"""\
base-url = "{address}"
headers = {{ Authorization = "Bearer {known['secret']}" }}
continue-on-failure = true

[parameters]
"path.account" = "{known['account']}"
"query.account" = "{known['account']}"
"query.deal" = "{known['deal']}"

{left_out}"""


def fuzz(schemathesis: str, folder: Path, description: str, *further: str) -> subprocess.CompletedProcess:
    """One run against a description; its code is 0 when nothing was found."""
    command = [schemathesis, "--config-file", "schemathesis.toml", "run", description]
    command += ["--checks", ",".join(CHECKS), "--seed", os.environ.get("FUZZ_SEED", "1")]
    command += ["--request-timeout", "130", "--generation-database", "none"]
    command += ["--suppress-health-check", "all", "--warnings", "off", "--no-color", *further]
    return subprocess.run(command, cwd=folder, check=False, text=True)


def lies(address: str, folder: Path) -> str:
    """A description that is wrong in one place: the name of the user is said to be a number."""
    description, _ = ask(address, "GET", "/openapi.json")
    description["components"]["schemas"]["UserResponse"]["properties"]["name"] = {"type": "integer"}
    (folder / "lies.json").write_text(json.dumps(description), encoding="utf-8")
    return "lies.json"


def main() -> int:
    binary, schemathesis = os.path.abspath(sys.argv[1]), sys.argv[2]
    with tempfile.TemporaryDirectory(prefix="waterline-fuzz-") as name:
        folder = Path(name)
        running, address, token = start(binary, folder)
        try:
            told = settings(address, ground(address, token))
            (folder / "schemathesis.toml").write_text(told, encoding="utf-8")
            examples = os.environ.get("FUZZ_EXAMPLES", "8")
            description = f"{address}/api/v1/openapi.json"
            found = fuzz(schemathesis, folder, description, "--phases", "coverage,fuzzing", "--max-examples", examples)
            if found.returncode != 0:
                return found.returncode
            if running.poll() is not None:
                print("the program ended while it was asked", file=sys.stderr)
                return 1
            print("The same for one operation, against a description that is wrong: this must be found.", flush=True)
            only = ["--phases", "fuzzing", "--max-examples", "1", "--include-name", "GET /api/v1/me"]
            if fuzz(schemathesis, folder, lies(address, folder), *only).returncode == 0:
                print("an answer that differs from its description was not found", file=sys.stderr)
                return 1
            print("It was found, as it must be. Nothing else was.")
            return 0
        finally:
            running.terminate()
            running.wait()


if __name__ == "__main__":
    sys.exit(main())
