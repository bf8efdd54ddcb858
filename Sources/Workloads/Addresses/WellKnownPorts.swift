public import Events

/// What usually answers at a port: a guess for display, where nobody is known. Nothing is decided by it.
///
/// From IANA's registry and the defaults of the programs; of Mesos and DC/OS, the ports of DC/OS 2.1.
public enum WellKnownPorts {
    public static func name(of port: UInt16, transport: ConnectionEvent.Transport) -> String? {
        switch transport {
        case .tcp: common(port) ?? tcp(port) ?? cluster(port)
        case .udp: common(port) ?? udp(port)
        case .unix: nil
        }
    }

    private static func common(_ port: UInt16) -> String? {
        switch port {
        case 53: "domain"
        case 88: "kerberos"
        case 111: "rpcbind"
        case 389: "ldap"
        case 443: "https"
        case 514: "syslog"
        case 2049: "nfs"
        case 3478: "stun"
        case 11211: "memcached"
        default: nil
        }
    }

    private static func udp(_ port: UInt16) -> String? {
        switch port {
        case 67: "dhcp"
        case 123: "ntp"
        case 161: "snmp"
        case 1900: "ssdp"
        case 4789, 64000: "vxlan"
        case 5353: "mdns"
        case 6343: "sflow"
        case 8125: "statsd"
        case 51820: "wireguard"
        default: nil
        }
    }

    private static func tcp(_ port: UInt16) -> String? {
        switch port {
        case 21: "ftp"
        case 22: "ssh"
        case 25: "smtp"
        case 80: "http"
        case 110: "pop3"
        case 143: "imap"
        case 179: "bgp"
        case 445: "smb"
        case 465, 587: "submission"
        case 636: "ldaps"
        case 993: "imaps"
        case 1433: "mssql"
        case 1521: "oracle"
        case 1883: "mqtt"
        case 2375, 2376: "docker"
        case 3306: "mysql"
        case 3389: "rdp"
        case 4222: "nats"
        case 4317, 4318: "otlp"
        case 5000: "registry"
        case 5432: "postgresql"
        case 5601: "kibana"
        case 5671, 5672: "amqp"
        case 6379: "redis"
        case 6443: "kubernetes"
        case 7000, 7001: "cassandra"
        case 8086: "influxdb"
        case 8500: "consul"
        case 8983: "solr"
        case 9042: "cassandra"
        case 9092: "kafka"
        case 9100: "node-exporter"
        case 9200, 9300: "elasticsearch"
        case 10250: "kubelet"
        case 15672: "rabbitmq"
        case 26257: "cockroachdb"
        case 26379: "redis-sentinel"
        case 27017: "mongodb"
        default: nil
        }
    }

    private static func cluster(_ port: UInt16) -> String? {
        switch port {
        case 2181, 2888, 3888: "zookeeper"
        case 2379, 2380: "etcd"
        case 4400: "chronos"
        case 5050: "mesos-master"
        case 5051: "mesos-agent"
        case 7070: "cosmos"
        case 8080, 8443, 15101: "marathon"
        case 8101: "bouncer"
        case 8123, 61053: "mesos-dns"
        case 8181: "exhibitor"
        case 8200: "vault"
        case 9000, 9443, 15201: "metronome"
        case 9090: "marathon-lb"
        case 61001, 61002: "admin-router"
        case 61420, 62080, 62501: "dcos-net"
        case 61091: "telegraf"
        default: nil
        }
    }
}
