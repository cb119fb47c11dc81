"""What an adversary sees of a run: every file below its folders with all that a file system says of
it, and what the run printed. Sealed files count by name and size alone."""
import hashlib
import os
import re
import subprocess

DAY = "1767225600"  # 2026-01-01
# Environment variables for every run.
MORE = {}


def recipient(folder):
    key = os.path.join(folder, "quarantine.key")
    if not os.path.exists(key):
        subprocess.run(["age-keygen", "-o", key], capture_output=True, check=True)
    return subprocess.run(["age-keygen", "-y", key], capture_output=True, check=True,
                          text=True).stdout.strip()


def environment(box, **more):
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SUNDER_")}
    temporary = os.path.join(box, "tmp")
    os.makedirs(temporary, exist_ok=True)
    kept.update(SOURCE_DATE_EPOCH=DAY, XDG_STATE_HOME=os.path.join(box, "state"),
                XDG_CACHE_HOME=os.environ.get("SUNDER_TEST_CACHE", "/tmp/sunder-test-cache"),
                TMPDIR=temporary, **MORE, **more)
    return kept


def run(program, box, *arguments, **more):
    return subprocess.run([program, *map(str, arguments)], cwd=box, env=environment(box, **more),
                          capture_output=True, timeout=600, check=False)


def attributes(path):
    status = os.lstat(path)
    extended = {name: os.getxattr(path, name, follow_symlinks=False)
                for name in os.listxattr(path, follow_symlinks=False)}
    return (oct(status.st_mode), status.st_uid, status.st_gid, status.st_mtime_ns,
            tuple(sorted(extended.items())))


def entries(folder, with_times=True):
    """{relative path: what can be seen of it}, folders included."""
    seen = {}
    for root, folders, files in os.walk(folder):
        for name in folders + files + ([""] if root == folder else []):
            path = os.path.join(root, name) if name else root
            about = attributes(path) if with_times else oct(os.lstat(path).st_mode)
            content = None
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    data = file.read()
                is_sealed = path.endswith(".age") and data.startswith(b"age-encryption.org/v1\n")
                content = len(data) if is_sealed else hashlib.sha256(data).hexdigest()
            seen[os.path.relpath(path, folder)] = (about, content)
    return seen


def state_entries(box):
    """The operator's own ledger is keyed at random: names of files and sizes only."""
    folder = os.path.join(box, "state")
    seen = []
    for root, _, files in os.walk(folder):
        seen += [(os.path.relpath(root, folder), os.path.getsize(os.path.join(root, name)))
                 for name in files]
    return sorted(seen)


def without_durations(text):
    """Durations and rates go to stderr only; nothing else may differ there."""
    return re.sub(rb"[0-9.,]+ ?(ms|s|min|h|[KMG]?i?B/s|records/s)\b", b"#", text)


def view(box, done, to="out"):
    return {"exit code": done.returncode, "stdout": done.stdout,
            "stderr": without_durations(done.stderr),
            "stores": entries(os.path.join(box, to)),
            "temporary folder": entries(os.path.join(box, "tmp"), with_times=False),
            "state": state_entries(box)}


def differences(a, b):
    """Names of what differs, never contents."""
    found = []
    for key in a:
        if a[key] == b[key]:
            continue
        if not isinstance(a[key], dict):
            found.append(key)
            continue
        found += [f"{key}: {name}" for name in sorted(set(a[key]) | set(b[key]))
                  if a[key].get(name) != b[key].get(name)]
    return found
