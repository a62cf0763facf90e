# shellcheck shell=bash
# Common functions of the scripts in this folder: install packages, build, and run tests. To be
# sourced. The caller sets `set -euo pipefail` and is in the package folder.

oldest_swift=6.2
day=2026-11-20 # the date of all test builds, so that closures and notices are the same in each run
root=$PWD
memory= # the temporary folder of use_memory
results=$root/.build/results # results of .ci/test, for the table of .ci/run
venv=$root/.build/browser-venv # Python packages of the browser tests

# Libraries of the Swift toolchain, what clang needs for linking, and dependencies of the package.
needed=(
  libncurses6 libsqlite3-0 libuuid1 zlib1g libcurl4 libxml2 # swift-driver, swift-frontend, swift-package, lld
  g++             # C and C++ headers, start files and libraries of any version, and ld
  git ca-certificates # swift build downloads dependencies
  libcmark-dev pkg-config # Markdown
  nettle-dev      # SHA-256
  tzdata          # the time zones of posts
)

# For tests: the deployment programs of the README, a browser, and Java for the Nu checker. The
# browser of Playwright is not used.
needed_for_tests=(rsync rclone chromium-headless-shell default-jre-headless python3-venv)

say() { printf '%s\n' "$*" >&2; }

give_up() {
  say "error: $1"
  shift
  if (($#)); then printf '  %s\n' "$@" >&2; fi
  exit 1
}

# Installs everything that a build needs. If all is installed, it needs neither network nor root.
make_ready() {
  command -v swift >/dev/null || give_up "'swift' is not on the PATH" \
    "Install Swift $oldest_swift or newer (https://www.swift.org/install/linux/)" \
    "and add its usr/bin to the PATH."
  if command -v dpkg-query >/dev/null; then
    install_missing
  else
    say "note: this is not Debian or Ubuntu. Install the equivalents of these packages: ${needed[*]}"
  fi
  check_swift
}

install_missing() {
  local missing
  mapfile -t missing < <(LC_ALL=C comm -23 \
    <(printf '%s\n' "${needed[@]}" | LC_ALL=C sort) <(installed_packages))
  if ((${#missing[@]} == 0)); then return; fi
  ((EUID == 0)) || command -v sudo >/dev/null ||
    give_up "packages are missing, and installing them needs root or sudo" \
      "Run as root: apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
  say "installing: ${missing[*]}"
  as_root apt-get -q update || say "warning: apt-get update failed; using the existing package lists"
  as_root apt-get -q install -y --no-install-recommends "${missing[@]}" ||
    give_up "apt-get failed to install: ${missing[*]}"
}

# Installed packages and the names that they provide: some releases have libcurl4t64 for libcurl4.
installed_packages() {
  dpkg-query -W -f '${db:Status-Status}, ${Package}, ${Provides}\n' |
    sed -n 's/^installed, //p' | tr ',' '\n' | sed 's/(.*//; s/ //g' | LC_ALL=C sort -u
}

as_root() {
  local command=(env DEBIAN_FRONTEND=noninteractive "$@")
  if ((EUID != 0)); then command=(sudo "${command[@]}"); fi
  "${command[@]}" >&2
}

check_swift() {
  local output version
  output=$(swift --version 2>&1) || give_up "'swift --version' failed" "$output"
  version=$(sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' <<<"$output" | head -n 1)
  [[ -n $version ]] || give_up "'swift --version' printed no version" "$output"
  [[ $(printf '%s\n' "$oldest_swift" "$version" | sort -V | head -n 1) == "$oldest_swift" ]] ||
    give_up "this is Swift $version; Swift $oldest_swift or newer is needed" "$(command -v swift)"
}

# A module may import only the dependencies that Package.swift declares.
import_check=(--explicit-target-dependency-import-check error)

build_release() {
  swift build -c release --static-swift-stdlib --product forumgen "${import_check[@]}"
}

forumgen() { .build/release/forumgen "$@"; }

# Tests are optimised, which makes randomised tests five times as fast. `-assert-config Debug` keeps
# the checks of a debug build (assertions, bounds of unsafe buffers). They have their own build
# folder, because these options would recompile everything.
# --disable-xctest: all tests use Swift Testing. XCTest would print "Executed 0 tests" at the end.
test_options=(-c release --disable-xctest --scratch-path .build/tests "${import_check[@]}"
  -Xswiftc -enable-testing -Xswiftc -assert-config -Xswiftc Debug)

build_tests() { swift build --build-tests "${test_options[@]}"; }

run_tests() { swift test "${test_options[@]}" "$@"; }

# Runs the built Swift tests one after the other, so that a core is free for the browser tests and
# each test is timed alone. Prints only failures. `swift test` is not used, because it runs its own
# programs in TMPDIR.
run_built_tests() {
  .build/tests/release/forumgenPackageTests.xctest --testing-library swift-testing --no-parallel --quiet "$@"
}

# Puts temporary files in memory: the tests write 100,000 small files, which takes three times as
# long on a disk. Uses the disk if memory is short or /dev/shm forbids running programs.
use_memory() {
  local probe=/dev/shm/forumgen-$$ free available
  { printf '#!/bin/sh\n' >"$probe" && chmod 700 "$probe" && "$probe"; } 2>/dev/null || { rm -f "$probe"; return 0; }
  rm -f "$probe"
  free=$(df --output=avail -k /dev/shm | tail -n 1)
  available=$(sed -n 's/^MemAvailable: *\([0-9]*\) kB$/\1/p' /proc/meminfo)
  if ((free < 2000000 || available < 6000000)); then return 0; fi
  memory=$(mktemp -d /dev/shm/forumgen-XXXXXX)
  chmod 755 "$memory" # some tests run the program as another user
  export TMPDIR=$memory
  trap leave_memory EXIT
}

leave_memory() { if [[ -n $memory ]]; then rm -rf "$memory"; fi; }

# Runs a command and records its seconds for the table of .ci/run.
timed() {
  local name=$1 started=$SECONDS status
  shift
  set +e # `"$@" || …` would disable `set -e` in the command
  (set -e; "$@")
  status=$?
  set -e
  printf '%s\t%d\n' "$name" $((SECONDS - started)) >>"$results/steps"
  return "$status"
}

# Installs the Python packages of the tests, again if requirements.txt changed or an installation
# was interrupted.
make_venv() {
  local wanted=Tests/Browser/requirements.txt
  if cmp -s "$wanted" "$venv/requirements.txt"; then return; fi
  say "installing the Python packages of the tests into .build/browser-venv"
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" --quiet --disable-pip-version-check install --use-pep517 -r "$wanted" >&2
  cp "$wanted" "$venv/requirements.txt"
}
