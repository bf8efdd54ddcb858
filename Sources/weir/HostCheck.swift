import Capture
import Conntrack
import Privilege
import Workloads

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Asks this host for everything that weir can use.
struct HostCheck {
    var configuration: Configuration
    private var dockerSocket: String { configuration.dockerSocket }

    func findings() async -> [Finding] {
        // Without its types nobody can say which tracepoints a kernel has.
        let hooks = KernelSupport.hasBTF ? backends + tracepoints + iterators : []
        return [architecture, btf] + PrivilegeFacts.current().findings.map(Finding.init) + [privilege] + hooks + cgroups + [conntrack, await docker] + (await kubernetes)
    }

    private var architecture: Finding {
        #if arch(x86_64)
        Finding(name: "kernel \(Host.kernel)", state: .ok, meaning: "x86-64", isRequired: true)
        #else
        Finding(
            name: "kernel \(Host.kernel)", state: .no, meaning: "the programs are compiled for x86-64 only",
            remedy: "use an x86-64 host", isRequired: true)
        #endif
    }

    private var btf: Finding {
        KernelSupport.hasBTF
            ? Finding(name: "BTF", state: .ok, meaning: "the kernel describes its types, so compiled programs fit it", isRequired: true)
            : Finding(
                name: "BTF", state: .no, meaning: "the kernel does not describe its types: no program can be fitted to it",
                remedy: "use a kernel with CONFIG_DEBUG_INFO_BTF (Debian 11+, Ubuntu 20.10+, RHEL 8.2+)", isRequired: true)
    }

    private var privilege: Finding {
        guard let errno = KernelSupport.loadingRefused else {
            return Finding(name: "permission to load", state: .ok, meaning: "this process may load BPF programs", isRequired: true)
        }
        return Finding(
            name: "permission to load", state: .no, meaning: "the kernel refuses BPF programs: \(describe(errno: errno))",
            remedy: "run as root, or grant CAP_BPF and CAP_PERFMON", isRequired: true)
    }

    /// One of the two must be there.
    private var backends: [Finding] {
        let usable = Backend.allCases.filter { KernelSupport.missing($0).isEmpty }
        return Backend.allCases.map { backend in
            let missing = KernelSupport.missing(backend)
            guard !missing.isEmpty else {
                return Finding(name: "\(backend) backend", state: .ok, meaning: Self.cost(backend), isRequired: usable.isEmpty)
            }
            return Finding(
                name: "\(backend) backend", state: usable.isEmpty ? .no : .degraded,
                meaning: "this kernel lacks \(missing.joined(separator: ", "))",
                remedy: backend == .socket ? "use a kernel from 6.3 on, or --backend syscall" : "use a kernel from 5.15 on", isRequired: usable.isEmpty)
        }
    }

    private static func cost(_ backend: Backend) -> String {
        switch backend {
        case .socket: "system calls that are not socket I/O cost nothing"
        case .syscall: "every system call of this host costs a little more; used where the other is not possible"
        }
    }

    /// Missing ones that a backend needs are told with it.
    private var tracepoints: [Finding] {
        KernelSupport.tracepoints.filter { !$0.isRequired || KernelSupport.has($0) }.map { tracepoint in
            let isThere = KernelSupport.has(tracepoint)
            return Finding(
                name: tracepoint.name, state: isThere ? .ok : .degraded,
                meaning: isThere ? tracepoint.purpose : "not in this kernel: \(tracepoint.purpose) will be missing",
                remedy: "use a kernel from 6.3 on")
        }
    }

    private var iterators: [Finding] {
        KernelSupport.iterators.filter(KernelSupport.has).map { Finding(name: "iterator \($0.name)", state: .ok, meaning: $0.purpose) }
    }

    private var cgroups: [Finding] {
        do throws(CgroupError) {
            let visible = try CgroupTree.host().hierarchies.filter(\.isVisibleToKernelPrograms)
            let v2 = visible.contains { $0.id == 0 }
            let v1 = visible.filter { $0.id != 0 }.flatMap(\.controllers).sorted()
            let kind = v2 && v1.isEmpty ? "v2" : v2 ? "hybrid: v2, and v1 for \(v1.joined(separator: ", "))" : "v1: \(v1.joined(separator: ", "))"
            return [Finding(name: "cgroups", state: .ok, meaning: kind)]
        } catch {
            return [Finding(name: "cgroups", state: .degraded, meaning: "containers are not recognised: \(error)", remedy: "mount cgroup2 and /proc")]
        }
    }

    private var conntrack: Finding {
        do throws(ConntrackAbsence) {
            _ = try ConntrackListener()
            return Finding(name: "conntrack", state: .ok, meaning: "who is behind translated addresses (DNAT, SNAT) is told")
        } catch {
            return Finding(
                name: "conntrack", state: .degraded, meaning: "translated addresses are shown as they were dialled: \(error)",
                remedy: "grant CAP_NET_ADMIN, in the host's network namespace")
        }
    }

    /// Only where there is an engine.
    private var kubernetes: [Finding] {
        get async {
            var findings: [Finding] = []
            for socket in configuration.criSocket.map({ [$0] }) ?? CriEngine.defaultSockets where access(socket, F_OK) == 0 {
                switch await CriEngine.probe(socket) {
                case .success(let version):
                    findings.append(Finding(name: "CRI", state: .ok, meaning: "\(version.runtime) \(version.engine): names, images and pods of containers"))
                case .failure(.unimplemented): findings.append(Finding(name: "CRI", state: .ok, meaning: "\(socket) is not for Kubernetes: nothing to name"))
                case .failure(let error):
                    findings.append(Finding(
                        name: "CRI", state: .degraded, meaning: "pods are named by uid only: \(error)", remedy: "run as root, or set cri_socket"))
                }
            }
            return findings
        }
    }

    private var docker: Finding {
        get async {
            guard access(dockerSocket, F_OK) == 0 else {
                return Finding(name: "Docker", state: .ok, meaning: "not here (\(dockerSocket)): nothing to name")
            }
            switch await DockerEngine.probe(dockerSocket) {
            case .success(let version):
                return Finding(name: "Docker", state: .ok, meaning: "engine \(version.engine): names, images and labels of containers")
            case .failure(let error):
                return Finding(
                    name: "Docker", state: .degraded, meaning: "containers are named by id only: \(error)",
                    remedy: "run as root or as a member of the group docker, or name the socket with --docker-socket")
            }
        }
    }
}
