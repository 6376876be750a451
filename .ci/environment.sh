# The program's own Python, sourced by ./run and ./check. Needs $root; sets $python; may install what is missing.
#
#   environment run     what the program needs (requirements.lock)
#   environment check   also what the tests need (tests/requirements.lock, a superset with equal versions)
#
# A stamp holds the hash of the lock and the place of the checkout, so that the second start does nothing here.

venv=$root/.venv
python=$venv/bin/python
[[ $OSTYPE == msys* || $OSTYPE == cygwin* ]] && python=$venv/Scripts/python.exe
catalogue=$root/resources/i18n/zh_CN/workstation.mo

# What Qt needs of a bare Debian: without a display, and what a display asks on top of it.
# libarchive13 opens RAR archives; the program does without it.
qt_libraries="libarchive13 libegl1 libgl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libglib2.0-0"
xcb_libraries="libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
  libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0"

fail() {
  printf '%s\n' "$@" >&2
  exit 2
}

environment() {
  local lock=$root/requirements.lock stamp
  [[ $1 == check ]] && lock=$root/tests/requirements.lock
  stamp="$(sha256sum <"$lock") $root" # a virtual environment does not survive a move
  if [[ ! -e $venv/$1.stamp || $(<"$venv/$1.stamp") != "$stamp" ]]; then
    make_venv
    install_lock "$lock"
    name_the_checkout
    libraries
    printf '%s' "$stamp" >"$venv/$1.stamp"
    [[ $1 == run ]] || printf '%s' "$(sha256sum <"$root/requirements.lock") $root" >"$venv/run.stamp"
  fi
  catalogue_is_fresh || compile_catalogue
  bytecode_is_fresh || compile_modules
}

make_venv() {
  "$python" -c '' 2>/dev/null && return
  local found
  found=$(find_python) || true
  if command -v uv >/dev/null; then
    uv venv --quiet --clear --python "${found:->=3.11}" "$venv"
  elif [[ -n $found ]]; then
    "$found" -m venv --clear "$venv" ||
      fail "Python cannot make an environment here. On Debian and Ubuntu: sudo apt-get install -y python3-venv"
  else
    fail "This program needs Python 3.11 or newer. On Debian and Ubuntu: sudo apt-get install -y python3 python3-venv"
  fi
}

find_python() {
  local name
  for name in python3 python3.13 python3.12 python3.11 python; do
    "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v "$name" && return
  done
  return 1
}

# A lock is complete, so nothing is resolved anew: a resolver asked for `coverage[toml]` looks past the pin for the newest.
install_lock() {
  echo "Installing what ${1#"$root"/} names (once; a few minutes on a slow line) ..." >&2
  if command -v uv >/dev/null; then
    uv pip install --quiet --python "$python" --no-deps --require-hashes --requirement "$1"
  else
    "$python" -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement "$1"
  fi
}

name_the_checkout() {
  "$python" - "$root" <<'PYTHON'
import pathlib, sys, sysconfig
pathlib.Path(sysconfig.get_path("purelib"), "workstation.pth").write_text(sys.argv[1] + "\n", "utf-8")
PYTHON
}

# Whether Qt comes up: without a display, and the display's plugin where there is a display.
qt_comes_up() {
  QT_QPA_PLATFORM=offscreen "$python" - >/dev/null 2>&1 <<'PYTHON'
import ctypes, os, pathlib, PySide6
from PySide6.QtWidgets import QApplication
QApplication([])
if os.environ.get("DISPLAY"):
    ctypes.CDLL(str(pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so"))
PYTHON
}

libraries() {
  [[ $OSTYPE == linux* ]] || return 0
  qt_comes_up && return
  local wanted=$qt_libraries
  [[ -n ${DISPLAY:-} ]] && wanted+=" $xcb_libraries"
  wanted=$(echo $wanted)
  if [[ $EUID == 0 ]] && command -v apt-get >/dev/null; then
    echo "Installing the system libraries of the window ..." >&2
    # shellcheck disable=SC2086 # a list of names
    { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $wanted; } \
      >"$venv/libraries.log" 2>&1 || cat "$venv/libraries.log" >&2
    qt_comes_up && return
  fi
  fail "The window needs libraries of the system. Install them, then start again:" \
    "  sudo apt-get install -y --no-install-recommends $wanted"
}

catalogue_is_fresh() {
  local po
  [[ -e $catalogue ]] || return 1
  for po in "${catalogue%/*}"/*.po; do
    [[ $po -nt $catalogue ]] && return 1
  done
  return 0
}

compile_catalogue() {
  "$python" - "$catalogue" <<'PYTHON'
import os, pathlib, sys
from workstation.language.translator import Language, compile_catalogue
target = pathlib.Path(sys.argv[1])
part = target.with_suffix(f".{os.getpid()}.part")
part.write_bytes(compile_catalogue(Language.CHINESE))
part.replace(target)
PYTHON
}

bytecode_is_fresh() {
  [[ -e $venv/bytecode.stamp && -z $(find "$root/workstation" -name '*.py' -newer "$venv/bytecode.stamp" -print -quit) ]]
}

# A worker writes no file, so without this it would compile its modules at every start.
compile_modules() {
  : >"$venv/bytecode.stamp"
  "$python" -m compileall -q "$root/workstation"
}
