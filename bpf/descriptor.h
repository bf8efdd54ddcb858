/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* From a descriptor to its socket. */
#ifndef WEIR_DESCRIPTOR_H
#define WEIR_DESCRIPTOR_H

#define S_IFMT 0170000
#define S_IFSOCK 0140000

inline_always struct file *file_of(struct task_struct *task, __u32 fd)
{
	struct fdtable *table = task->files ? task->files->fdt : 0;
	struct file *file = 0;

	if (!table || fd >= table->max_fds)
		return 0;
	bpf_probe_read_kernel(&file, sizeof(file), &table->fd[fd]);
	return file;
}

/* NULL: it is something else. `gone` is set when it is nothing: another thread has closed it while the call was under way. */
inline_always struct sock *socket_of(struct task_struct *task, __u32 fd, bool *gone)
{
	struct file *file = file_of(task, fd);
	struct socket *socket;

	*gone = !file;
	if (!file || (BPF_CORE_READ(file, f_inode, i_mode) & S_IFMT) != S_IFSOCK)
		return 0;
	socket = BPF_CORE_READ(file, private_data); /* NULL: opened by path, O_PATH */
	return socket ? BPF_CORE_READ(socket, sk) : 0;
}

#endif
