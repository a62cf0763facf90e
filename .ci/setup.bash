# shellcheck shell=bash
# What the scripts of this folder share: bring what is missing, build, and run tests. Sourced, never run.
# The caller has `set -euo pipefail` and stands in the package's folder.

oldest_swift=6.2
day=2026-11-20 # of all builds in tests: no closure or notice comes or goes from one run to the next
root=$PWD
memory= # the folder of use_memory
results=$root/.build/results # what .ci/test leaves for the table of .ci/run
venv=$root/.build/browser-venv # the Python packages of the tests in a browser

# What Swift's own programs load, what clang needs to link a program, and what the package asks for.
needed=(
  libncurses6 libsqlite3-0 libuuid1 zlib1g libcurl4 libxml2 # swift-driver, swift-frontend, swift-package, lld
  g++             # headers, start files and libraries of C and C++ under whatever number, and ld
  git ca-certificates # swift build fetches the packages it depends on
  libcmark-dev pkg-config # Markdown
  nettle-dev      # SHA-256
  tzdata          # the time zones of posts
)

# For tests: servers' programs that the README's commands use, a browser, and Java for the Nu checker. Playwright's
# own browser is not fetched.
needed_for_tests=(rsync rclone chromium-headless-shell default-jre-headless python3-venv)

say() { printf '%s\n' "$*" >&2; }

give_up() {
  say "error: $1"
  shift
  if (($#)); then printf '  %s\n' "$@" >&2; fi
  exit 1
}

# Everything that a build needs is there when this returns; where it was, nothing is asked of the network or of root.
make_ready() {
  command -v swift >/dev/null || give_up "there is no 'swift' on the PATH" \
    "Install Swift $oldest_swift or newer (https://www.swift.org/install/linux/) and put its usr/bin on the PATH."
  if command -v dpkg-query >/dev/null; then
    install_missing
  else
    say "note: no Debian or Ubuntu: taking it that these, or what they are called here, are installed: ${needed[*]}"
  fi
  check_swift
}

install_missing() {
  local missing
  mapfile -t missing < <(LC_ALL=C comm -23 <(printf '%s\n' "${needed[@]}" | LC_ALL=C sort) <(installed_packages))
  if ((${#missing[@]} == 0)); then return; fi
  ((EUID == 0)) || command -v sudo >/dev/null ||
    give_up "packages are missing, and there is neither root nor sudo to install them with" \
      "As root: apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
  say "installing: ${missing[*]}"
  as_root apt-get -q update || say "warning: apt-get update failed; trying with the lists that are there"
  as_root apt-get -q install -y --no-install-recommends "${missing[@]}" ||
    give_up "apt-get could not install: ${missing[*]}"
}

# Names of installed packages and those they provide: libcurl4 is libcurl4t64 on some releases.
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
  local said version
  said=$(swift --version 2>&1) || give_up "'swift --version' failed" "$said"
  version=$(sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' <<<"$said" | head -n 1)
  [[ -n $version ]] || give_up "'swift --version' names no version" "$said"
  [[ $(printf '%s\n' "$oldest_swift" "$version" | sort -V | head -n 1) == "$oldest_swift" ]] ||
    give_up "this is Swift $version; Swift $oldest_swift or newer is needed" "$(command -v swift)"
}

# A room may import only what Package.swift says it uses.
arrows=(--explicit-target-dependency-import-check error)

build_release() { swift build -c release --static-swift-stdlib --product forumgen "${arrows[@]}"; }

forumgen() { .build/release/forumgen "$@"; }

# Tests are optimised, because the trials then take a fifth of the time; with `-assert-config Debug` they keep the
# checks of a debug build (assertions, bounds of unsafe buffers). They have a build folder of their own, because
# these options would have everything compiled anew.
# --disable-xctest: all tests are Swift Testing's, and XCTest would close with a misleading "Executed 0 tests".
for_tests=(-c release --disable-xctest --scratch-path .build/tests "${arrows[@]}"
  -Xswiftc -enable-testing -Xswiftc -assert-config -Xswiftc Debug)

build_tests() { swift build --build-tests "${for_tests[@]}"; }

run_tests() { swift test "${for_tests[@]}" "$@"; }

# All Swift tests as build_tests left them: one after the other, so that another core is free for the tests in a browser
# and each test's time is its own. Prints only what failed. (Not by `swift test`, which runs programs of its own in TMPDIR.)
run_built_tests() {
  .build/tests/release/forumgenPackageTests.xctest --testing-library swift-testing --no-parallel --quiet "$@"
}

# Has temporary files made in memory: the tests make a hundred thousand small ones, and a disk takes three times as
# long. They stay on the disk where memory is short and where no program may be run from /dev/shm.
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

# Runs a command and notes its seconds for the table of .ci/run.
timed() {
  local name=$1 started=$SECONDS status
  shift
  set +e # not `"$@" || …`: that would switch `set -e` off inside the command
  (set -e; "$@")
  status=$?
  set -e
  printf '%s\t%d\n' "$name" $((SECONDS - started)) >>"$results/steps"
  return "$status"
}

# The tests' Python packages. Installed again when other versions are asked for, and after an installation that was
# interrupted.
make_venv() {
  local wanted=Tests/Browser/requirements.txt
  if cmp -s "$wanted" "$venv/requirements.txt"; then return; fi
  say "installing the tests' Python packages into .build/browser-venv"
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" --quiet --disable-pip-version-check install --use-pep517 -r "$wanted" >&2
  cp "$wanted" "$venv/requirements.txt"
}
