# shellcheck shell=bash disable=SC2154 # $scratch comes from common.sh, $root_tar from roots.sh
# The package on a machine of its own, with systemd for its first process: an emulator, a kernel of Debian, the clean root.

MACHINE_SECONDS=600

# pack_machine DEB: the initramfs in $machine: it unpacks the root into memory and goes on there
pack_machine() {
	local parts=$scratch/machine root=$scratch/machine-root
	machine=$scratch/machine.cpio
	mkdir -p "$parts"/{bin,dev,proc,root}
	unpack_root "$root"
	cp "$1" "$root/weir.deb"
	cp "$(command -v busybox)" "$root/usr/local/bin/busybox"
	install -m 755 "$ROOT/scripts/deploy/test/machine-tests" "$root/usr/local/bin/machine-tests"
	install -m 644 "$ROOT/scripts/deploy/test/machine-tests.service" "$root/etc/systemd/system/"
	mkdir -p "$root/etc/systemd/system/multi-user.target.wants" "$root/checkout"
	cp -r "$ROOT/scripts" "$root/checkout/"
	ln -s ../machine-tests.service "$root/etc/systemd/system/multi-user.target.wants/"
	echo machine >"$root/etc/hostname"
	tar -C "$root" --numeric-owner -cf "$parts/root.tar" . && rm -rf "$root"
	cp "$(command -v busybox)" "$parts/bin/busybox"
	cat >"$parts/init" <<-'END'
		#!/bin/busybox sh
		busybox mount -t devtmpfs dev /dev
		busybox mount -t tmpfs -o size=90% root /root
		busybox tar -C /root -xf /root.tar && busybox rm /root.tar
		exec busybox switch_root /root /lib/systemd/systemd
	END
	chmod 755 "$parts/init"
	(cd "$parts" && find . | cpio --quiet -o -H newc -R 0:0) >"$machine"
}

# start_machine NAME KERNEL PARAMETER...: its pid in $started; what it says is in $scratch/NAME.said
start_machine() {
	local name=$1 kernel=$2
	shift 2
	start timeout --kill-after=5 "$MACHINE_SECONDS" qemu-system-x86_64 -accel tcg -smp 2 -m 2048 -nodefaults -display none -no-reboot \
		-kernel "$kernel" -initrd "$machine" -append "console=ttyS0 panic=1 no_timer_check quiet $*" \
		-serial "file:$scratch/$name.console" -serial "file:$scratch/$name.said"
}
