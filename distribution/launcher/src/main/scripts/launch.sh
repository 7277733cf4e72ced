#!/bin/sh
# Copyright 2026 The Soma Authors
# SPDX-License-Identifier: Apache-2.0
#
# Starts the server in place of this shell, so that the process id is the server's and signals reach it. Answers
# --version and --signal itself: neither is worth a JVM. Installed as bin/soma and bin/nats-server; the name under
# which it is called is the name of the process, of the ports file and in messages.
#
# SOMA_JAVA_OPTS  options for the JVM, after and so above those given here; split at blanks

version='@nats.version@'
own_version='@soma.version@'
name=${0##*/}

# Finds the installation behind any symbolic links.
self=$0
while [ -h "$self" ]; do
    link=$(readlink "$self")
    case $link in
    /*) self=$link ;;
    *) self=${self%/*}/$link ;;
    esac
done
case $self in
*/*) home=${self%/*}/.. ;;
*) home=.. ;;
esac

fail() {
    printf '%s: %s\n' "$name" "$1" >&2
    exit 1
}

# Prints the ids of the running servers of this name, one per line, this shell left out.
server_ids() {
    if [ -r "/proc/$$/comm" ]; then
        for file in /proc/[0-9]*/comm; do
            id=${file#/proc/}
            id=${id%/comm}
            # A process may end between the listing and the look.
            if [ "$id" != "$$" ] && { read -r comm <"$file"; } 2>/dev/null && [ "$comm" = "$name" ]; then
                # A script of that name, such as another --signal, is no server.
                case $(readlink "/proc/$id/exe" 2>/dev/null) in
                */sh | */dash | */bash | */busybox) ;;
                *) printf '%s\n' "$id" ;;
                esac
            fi
        done
    elif command -v pgrep >/dev/null 2>&1; then
        pgrep -x "$name" | while read -r id; do
            [ "$id" = "$$" ] || printf '%s\n' "$id"
        done
    else
        fail 'unable to resolve pid, try providing one'
    fi
}

# Prints why no signal could be sent, and nothing if it was sent.
send() {
    error=$(LC_ALL=C kill -s "$1" "$2" 2>&1) && return
    case $error in
    *ermitted*) printf '\nsignal "%s" %s: operation not permitted' "$command" "$2" ;;
    *) printf '\nsignal "%s" %s: no such process' "$command" "$2" ;;
    esac
}

# Sends a signal as nats-server does: COMMAND, COMMAND=PID, COMMAND=FILE with the id in it, COMMAND=PREFIX*.
signal() {
    command=${1%%=*}
    target=
    case $1 in
    *=*=*)
        rest=${1#*=}
        fail "invalid signal parameters: [$(printf '%s' "${rest#*=}" | tr = ' ')]"
        ;;
    *=*) target=${1#*=} ;;
    esac
    if [ -f "$target" ] && [ -r "$target" ]; then
        # As nats-server: what is in the file counts to the last byte, a line feed at its end too.
        target=$(cat "$target" && printf .)
        target=${target%.}
    fi
    ids=
    case $target in
    '' | *'*')
        running=$(server_ids) || exit 1
        for id in $running; do
            case $id in
            "${target%'*'}"*) ids="$ids $id" ;;
            esac
        done
        set -- $ids
        [ $# -gt 0 ] || fail "no $name processes running"
        if [ $# -gt 1 ] && [ -z "$target" ]; then
            fail "multiple $name processes running:
$(printf '%s\n' "$@")"
        fi
        ;;
    esac
    case $command in
    stop) number=KILL ;;
    quit) number=INT ;;
    term) number=TERM ;;
    reopen) number=USR1 ;;
    ldm) number=USR2 ;;
    reload) number=HUP ;;
    *) fail "unknown signal \"$command\"" ;;
    esac
    case $target in
    '' | *'*') ;;
    *[!0-9]* | 0*) fail "invalid pid: $target" ;;
    *) ids=$target ;;
    esac
    errors=
    for id in $ids; do
        errors=$errors$(send "$number" "$id" && printf .)
        errors=${errors%.}
    done
    [ -z "$errors" ] || fail "$errors"
    exit 0
}

print_version() {
    case $name in
    soma*) printf '%s: v%s (nats-server v%s)\n' "$name" "$own_version" "$version" ;;
    *) printf '%s: v%s\n' "$name" "$version" ;;
    esac
    exit 0
}

if [ $# -eq 1 ]; then
    case $1 in
    -v | --v | -version | --version | version) print_version ;;
    esac
fi
expects_signal=
for argument; do
    if [ -n "$expects_signal" ]; then
        signal "$argument"
    fi
    case $argument in
    -sl | --sl | -signal | --signal) expects_signal=yes ;;
    -sl=* | --sl=* | -signal=* | --signal=*) signal "${argument#*=}" ;;
    esac
done

# A link of the server's name, so that the process is called like it (ps, pgrep, pkill, killall); else plain java.
java=$home/libexec/$name
[ -x "$java" ] || java=$home/bin/java
cache=
[ ! -f "$home/lib/server.aot" ] || cache=-XX:AOTCache=$home/lib/server.aot
terminal=false
[ ! -t 2 ] || terminal=true

# HotSpot uses SIGUSR2 for itself unless told another number; the server needs it for lame duck mode.
export _JAVA_SR_SIGNUM=40
# glibc otherwise keeps an arena per thread, each with memory that is not given back.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"

# A shell starts commands in the background with SIGINT ignored, nohup ignores SIGHUP, and the JVM then leaves them so.
# nats-server listens to them all the same.
listen=
if [ -r /proc/$$/status ]; then
    while read -r key value; do
        if [ "$key" = SigIgn: ]; then
            case $value in
            *[!048c]) env --default-signal=INT,HUP true 2>/dev/null && listen='env --default-signal=INT,HUP' ;;
            esac
            break
        fi
    done </proc/$$/status
fi

# shellcheck disable=SC2086
exec $listen "$java" ${cache:+"$cache"} @jvm.options@ \
    -Dsoma.home="$home" -Dsoma.executable="$name" -Dsoma.terminal=$terminal \
    $SOMA_JAVA_OPTS -m @main.module@/@main.class@ "$@"
