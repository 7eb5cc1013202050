# shellcheck shell=sh
# What ./run and ./test share: find Python, make .venv, install the pinned packages.
# Read with "." after setting $here to the folder of the project.
# shellcheck disable=SC2154 # $here is set by the reader

# Compiled modules are kept whatever the environment says: without them each start takes a second longer.
unset PYTHONDONTWRITEBYTECODE
venv=$here/.venv
tools=$here/.tools
set_up_log=

say() { printf '%s\n' "$*"; }

fail() {
    printf '\n%s\n' "$*" >&2
    exit 1
}

# A wanted Python: 3.11 or later. Prints its version.
version_of() { "$1" -c 'import sys; sys.version_info >= (3, 11) or sys.exit(1); print(sys.version.split()[0])' 2>/dev/null; }

makes_environments() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

# Sets $python and $python_version: the newest one that can make environments, else the newest one.
find_python() {
    python='' python_version='' second='' second_version=''
    for name in "${CADRE_PYTHON:-}" python3.14 python3.13 python3.12 python3.11 python3 python; do
        [ -n "$name" ] || continue
        found=$(command -v "$name" 2>/dev/null) || continue
        found_version=$(version_of "$found") || continue
        if makes_environments "$found"; then
            python=$found python_version=$found_version
            return
        fi
        [ -n "$second" ] || { second=$found; second_version=$found_version; }
    done
    [ -n "$second" ] || fail "Cadre needs Python 3.11 or later, and none was found.
On Debian 12 or Ubuntu 24.04 and later: sudo apt-get install -y python3 python3-venv
On a Mac: brew install python3. Otherwise: python.org. Then run this again."
    python=$second python_version=$second_version
    add_venv_module
}

is_root() { [ "$(id -u)" = 0 ]; }

# Installs Debian packages; an empty or old package list is renewed. Output goes to the log.
# A machine that has just come up may be installing by itself: its lock is waited for, a slow mirror asked again.
apt_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    as_root=
    if ! is_root; then
        # Only where everything is asked for (.ci/run) is a password-free sudo taken as leave to use it.
        [ "${CADRE_REQUIRE_ALL:-}" = 1 ] && sudo -n true >/dev/null 2>&1 || return 1
        as_root='sudo -n'
    fi
    apt_get install -y --no-install-recommends "$@" && return 0
    apt_get update || { sleep 15 && apt_get update; } || return 1
    apt_get install -y --no-install-recommends "$@"
}

apt_get() {
    # shellcheck disable=SC2086 # $as_root is one word, two, or none
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@" \
        >>"$set_up_log" 2>&1
}

add_venv_module() {
    say "    This Python cannot make environments yet; installing Debian's python3-venv"
    short=$(printf '%s' "$python_version" | cut -d. -f1,2)
    apt_install python3-venv || apt_install "python$short-venv" || :
    makes_environments "$python" || apt_install "python$short-venv" || :
    makes_environments "$python" || fail "Python $python_version cannot make virtual environments on this machine.
On Debian or Ubuntu: sudo apt-get install -y python3-venv, then run this again."
}

# Proxies are taken from the environment by both installers; certificates from the system.
trust_the_system() {
    UV_SYSTEM_CERTS=true
    UV_PYTHON_DOWNLOADS=never
    PIP_DISABLE_PIP_VERSION_CHECK=1
    PIP_ROOT_USER_ACTION=ignore
    export UV_SYSTEM_CERTS UV_PYTHON_DOWNLOADS PIP_DISABLE_PIP_VERSION_CHECK PIP_ROOT_USER_ACTION
    # Somebody without a home that can be written to still gets uv's speed.
    cache=${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}
    if [ -z "${UV_CACHE_DIR:-}" ] && { [ -z "$cache" ] || ! mkdir -p "$cache/uv" 2>/dev/null; }; then
        UV_CACHE_DIR=$tools/cache
        export UV_CACHE_DIR
    fi
    unset PYTHONHOME PYTHONPATH PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIRE_HASHES VIRTUAL_ENV
    [ -z "${PIP_CERT:-}${REQUESTS_CA_BUNDLE:-}" ] || return 0
    # A pip older than 24.2 does not look into the system's store by itself.
    for bundle in "${SSL_CERT_FILE:-}" /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt; do
        [ -f "$bundle" ] || continue
        PIP_CERT=$bundle
        export PIP_CERT
        return
    done
}

# What an environment was made from: the place, and every pinned package.
print_of() {
    {
        cat "$here"/requirements/*.txt "$here/requirements/set-up.sh"
        sed '/^\[tool\.ruff\]/q' "$here/pyproject.toml" # what follows is for checks, not for installing
    } | cksum | tr ' ' -
}

# Ready when made here, at this level or above it, from these files, by a Python that still runs.
ready() {
    [ -f "$venv/.made-of" ] && [ "$(cat "$venv/.made-for" 2>/dev/null)" = "$here" ] || return 1
    read -r level print <"$venv/.made-of"
    [ "$print" = "$(print_of)" ] || return 1
    [ "$level" = dev ] || [ "$level" = "$1" ] || return 1
    python_version=$(version_of "$venv/bin/python") && [ -x "$venv/bin/cadre" ]
}

install_failed() {
    say '' >&2
    tail -n 8 "$set_up_log" >&2
    fail "The packages could not be installed; the last lines are above, all of them in $set_up_log.
Behind a proxy, set HTTPS_PROXY. Where the network inspects traffic, its certificate must be in the system's
trust store, or SSL_CERT_FILE must name it. Then run this again: it goes on where it stopped."
}

# uv installs in seconds; without it pip does the same from the same files.
get_uv() {
    uv=$tools/bin/uv
    [ "$(cat "$tools/.made-for" 2>/dev/null)" = "$here" ] || rm -rf "$tools"
    wanted=$(cksum <"$here/requirements/tools.txt")
    [ "$(cat "$tools/.made-of" 2>/dev/null)" = "$wanted" ] && "$uv" --version >/dev/null 2>&1 && return 0
    [ -x "$tools/bin/python" ] || "$python" -m venv "$tools" >>"$set_up_log" 2>&1 || return 1
    "$tools/bin/python" -m pip install --only-binary :all: --require-hashes -r "$here/requirements/tools.txt" \
        >>"$set_up_log" 2>&1 && "$uv" --version >>"$set_up_log" 2>&1 || return 1
    printf '%s\n' "$here" >"$tools/.made-for"
    printf '%s\n' "$wanted" >"$tools/.made-of"
}

make_environment() {
    if [ "$(cat "$venv/.made-for" 2>/dev/null)" != "$here" ] || ! version_of "$venv/bin/python" >/dev/null; then
        rm -rf "$venv"
        "$python" -m venv "$venv" >>"$set_up_log" 2>&1 || install_failed
        printf '%s\n' "$here" >"$venv/.made-for"
    fi
    rm -f "$venv/.made-of"
}

# The wheels of exactly these hashes; only flask-principal comes as source, and is built by pinned tools.
packages() {
    if [ "$by_uv" = yes ]; then
        "$uv" pip install --compile-bytecode --python "$venv/bin/python" "$@"
    else
        "$venv/bin/python" -m pip install "$@"
    fi >>"$set_up_log" 2>&1
}

install_from_locks() {
    packages --only-binary :all: --require-hashes -r "$here/requirements/build.txt" &&
        packages --only-binary :all: --no-binary flask-principal --no-build-isolation --require-hashes \
            -r "$here/requirements/$1.txt" &&
        packages --no-deps --no-build-isolation --config-settings editable_mode=compat -e "$here"
}

# One at a time: two that install into one folder break each other's environment. The log is the lock: it opens
# when this shell closes the file, however it ends.
wait_for_turn() {
    exec 9>>"$set_up_log"
    take='import fcntl, sys; fcntl.flock(0, fcntl.LOCK_EX | (fcntl.LOCK_NB if sys.argv[1] == "now" else 0))'
    "$python" -c "$take" now <&9 2>/dev/null && return
    say "    This folder is being set up by another ./run or ./test; waiting for it"
    "$python" -c "$take" wait <&9 2>>"$set_up_log" || : # a disk that knows no locks
}

# set_up runtime|dev STEP_PREFIX_1 STEP_PREFIX_2
set_up() {
    trust_the_system
    if ready "$1"; then
        say "$2 Python $python_version found"
        say "$3 Packages are in place"
        return
    fi
    set_up_log=$here/.set-up.log
    (: >>"$set_up_log") 2>/dev/null || fail "This folder cannot be written to: $here"
    find_python
    say "$2 Python $python_version found ($python)"
    wait_for_turn
    if ready "$1"; then
        exec 9>&-
        say "$3 Packages are in place"
        return
    fi
    : >"$set_up_log"
    say "$3 Installing pinned packages into .venv (half a minute; the first time)"
    # Packages hold no secrets, and the test database's user must be able to read them.
    umask_before=$(umask)
    umask 022
    make_environment
    by_uv=no
    get_uv && by_uv=yes
    if ! install_from_locks "$1"; then
        [ "$by_uv" = yes ] || install_failed
        say "    uv did not manage; trying with pip (a minute or two)"
        by_uv=no
        install_from_locks "$1" || install_failed
    fi
    printf '%s %s\n' "$1" "$(print_of)" >"$venv/.made-of"
    umask "$umask_before"
    exec 9>&-
}
