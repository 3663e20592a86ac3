# The first process of a cell: builds its root, leaves the old one, gives up every right, and waits until the runner is
# gone. Started by namespaces.ts in new namespaces, with capabilities in them alone.
#
#   make-cell.sh ROOT [SETPRIV-ARGUMENT …] -- [MOUNT …]
#
# A line of output says how it goes: its process id as the runner sees it, then `ready`.
set -eu
read -r pid rest </proc/self/stat
echo "$pid"
read -r answer # the runner has mapped the users

root=$1
shift
rights=
while [ "$1" != -- ]; do
  rights="$rights $1"
  shift
done
shift

{ ip link set lo up || ifconfig lo up ||
  perl -e 'socket($s, 2, 2, 0) && ioctl($s, 0x8914, pack("a16s", "lo", 0x49)) or exit 1'; } 2>/dev/null ||
  { echo 'its own loopback cannot be switched on: none of ip, ifconfig and perl can do it' >&2; exit 1; }
echo lectern 2>/dev/null >/proc/sys/kernel/hostname || :

mount -o bind,ro,nosuid,nodev "$root" "$root"
while [ $# -gt 0 ]; do
  case $1 in
  bind)
    mount -o bind,ro,nosuid,nodev "$2" "$root$3"
    shift 3
    ;;
  device)
    mount -o bind,nosuid,noexec "$2" "$root$3"
    shift 3
    ;;
  tmpfs)
    mount -t tmpfs -o "nosuid,nodev,mode=777,size=$2,nr_inodes=16384" lectern "$root$3"
    shift 3
    ;;
  copy)
    cp -R "$2/." "$root$3"
    chmod -R a+rwX "$root$3"
    shift 3
    ;;
  proc)
    # Processes alone, without what the kernel says about the machine, where the kernel knows how.
    mount -t proc -o ro,nosuid,nodev,noexec,subset=pid lectern "$root/proc" 2>/dev/null ||
      mount -t proc -o ro,nosuid,nodev,noexec lectern "$root/proc"
    shift
    ;;
  writable-proc)
    mount -t proc -o nosuid,nodev,noexec lectern "$root/proc"
    shift
    ;;
  no-namespaces)
    echo 0 2>/dev/null >/proc/sys/user/max_user_namespaces || :
    shift
    ;;
  esac
done
cd "$root"
pivot_root . outside
cd /
/lectern/tools/umount -l /outside
echo ready
# shellcheck disable=SC2086
exec /lectern/tools/setpriv $rights /lectern/tools/cat
