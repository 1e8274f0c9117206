#!/bin/sh
# Makes a file system for a function, goes there without any rights, and becomes the function's process. Runs as root of
# namespaces of its own.
# Arguments: the folder that becomes the root, a table of what is mounted in it, the user to become or "-", the temporary
# folder, the file with the function's environment, then d/FOLDER, f/FILE and l/LINK TARGET for what has to be there, "--", and the command.
set -eu
umask 022
root=$1 table=$2 user=$3 temporary=$4 environment=$5
shift 5
mount -t tmpfs -o mode=755,size=1m,nosuid,nodev none "$root"
while [ "$1" != -- ]; do
  case $1 in
    d*) mkdir -p "$root${1#d}" ;;
    f*) : >"$root${1#f}" ;;
    l*)
      ln -s "$2" "$root${1#l}"
      shift
      ;;
  esac
  shift
done
shift
ln -s /proc/self/fd "$root/dev/fd"
mount --all --fstab "$table"
mount -o remount,bind,ro "$root"
# Whoever gets another user id is no longer ended with its parent, and has to say so again.
if [ "$user" = - ]; then
  exec prlimit --nproc=1024 chroot "$root" setpriv --no-new-privs --bounding-set=-all --inh-caps=-all --pdeathsig KILL -- "$@"
fi
chown "$user:$user" "$temporary" "$environment"
exec prlimit --nproc=1024 chroot "$root" \
  setpriv --reuid "$user" --regid "$user" --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all --pdeathsig KILL -- "$@"
