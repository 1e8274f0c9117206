#!/bin/sh
# Becomes a function's process: sets limits and runs the wrapper that the function asked for, if it did.
# Arguments: kilobytes of data or "unlimited", 512-byte blocks of a file, then the command.
if [ -r /etc/antiphon-environment ]; then
  unset PATH
  . /etc/antiphon-environment
fi
# Where the machine runs out of memory, this goes before the server does.
echo 1000 2>/dev/null >/proc/self/oom_score_adj || :
cd "${LAMBDA_TASK_ROOT:-/}"
ulimit -c 0
ulimit -n 1024 2>/dev/null
ulimit -d "$1" 2>/dev/null
ulimit -f "$2" 2>/dev/null
shift 2
if [ -n "${AWS_LAMBDA_EXEC_WRAPPER:-}" ]; then
  if [ ! -f "$AWS_LAMBDA_EXEC_WRAPPER" ]; then
    echo "$AWS_LAMBDA_EXEC_WRAPPER: does not exist" >&2
    exit 127
  fi
  if [ ! -x "$AWS_LAMBDA_EXEC_WRAPPER" ]; then
    echo "$AWS_LAMBDA_EXEC_WRAPPER: is not executable" >&2
    exit 126
  fi
  exec "$AWS_LAMBDA_EXEC_WRAPPER" "$@"
fi
exec "$@"
