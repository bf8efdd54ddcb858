/// Documents of a small made-up cluster: a master, its agent S1 with a command, a pod of two and a custom executor, and two schedulers.
enum Samples {
    static let web = "shop_web.\(String.uuid(1))"
    static let webContainer = String.uuid(100)
    static let podContainer = String.uuid(200)

    static let masterState = """
        {"version":"1.11.0","id":"m-1","pid":"master@10.0.0.1:5050","hostname":"one","elected_time":1.5e9,"cluster":"blue",
        "leader":"master@10.0.0.1:5050","leader_info":{"hostname":"one","port":5050},"flags":{"acls":"secret"},
        "slaves":[{"id":"S1","hostname":"node-1","port":5051,"pid":"slave(1)@10.0.0.11:5051","attributes":{"rack":"r1","row":7}},
        {"id":"S2","hostname":"node-2","pid":"slave(1)@[fd00::12]:5051","attributes":{}},{"hostname":"no id"}],
        "recovered_slaves":[{"id":"S3","hostname":"node-3","port":5051}],
        "frameworks":[{"id":"F1","name":"marathon","hostname":"one","webui_url":"http:\\/\\/one:8080","active":true,"offers":[{}],
        "executors":[{"executor_id":"x","command":{"environment":{"variables":[{"name":"TOKEN","value":"secret"}]}}}],
        "tasks":[{"id":"\(web)","name":"web.shop","framework_id":"F1","executor_id":"","slave_id":"S1","state":"TASK_RUNNING",
        "resources":{"cpus":0.1,"ports":"[31000-31001, 31005-31005]"},
        "statuses":[{"state":"TASK_STARTING"},{"state":"TASK_RUNNING","timestamp":1.5,"container_status":{"container_id":
        {"value":"\(webContainer)"},"network_infos":[{"ip_addresses":[{"protocol":"IPv4","ip_address":"10.0.0.11"}]}]}},
        {"state":"TASK_RUNNING","healthy":true}],
        "labels":[{"key":"tier","value":"front"},{"key":"bare"},{"value":"no key"},7],
        "discovery":{"visibility":"FRAMEWORK","name":"web.shop","ports":{"ports":[{"number":31000,"name":"http","protocol":"tcp",
        "labels":{"labels":[{"key":"VIP_0","value":"10.9.9.9:80"}]}},{"name":"no number"}]}}},{"name":"no id"}],
        "unreachable_tasks":[{"id":"u1","name":"u","framework_id":"F1","slave_id":"S9","state":"TASK_UNREACHABLE","statuses":[]}],
        "completed_tasks":[{"id":"c1","framework_id":"F1","slave_id":"S1","state":"TASK_FINISHED"}]},
        {"id":"F2","name":"chronos","hostname":"two","active":false,"tasks":[],"completed_tasks":[]},{"name":"no id","tasks":[]}],
        "completed_frameworks":[{"id":"F0","name":"old","active":true,"completed_tasks":[
        {"id":"ct:1429012800000:0:nightly:a:b","framework_id":"F0","slave_id":"S1","state":"TASK_FAILED"}]}],
        "orphan_tasks":[{"id":"o1","framework_id":"F7","slave_id":"S1","state":"TASK_RUNNING"}],"unregistered_frameworks":["F7"]}
        """

    static let podTask = """
        {"name":"nginx","task_id":{"value":"shop_pod.instance-\(String.uuid(3)).nginx"},"framework_id":{"value":"F1"},
        "executor_id":{"value":"instance-shop_pod.\(String.uuid(3))"},"agent_id":{"value":"S1"},"state":"TASK_RUNNING",
        "resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":1}},{"name":"ports","type":"RANGES","ranges":{"range":[
        {"begin":31007,"end":31008}]}}],"labels":{"labels":[{"key":"tier","value":"back"}]},
        "statuses":[{"task_id":{"value":"x"},"state":"TASK_RUNNING","uuid":"aa==","container_status":{"executor_pid":5577,
        "container_id":{"value":"\(String.uuid(201))","parent":{"value":"\(podContainer)"}},"network_infos":[{"name":"dcos",
        "ip_addresses":[{"ip_address":"9.0.0.2"}],"port_mappings":[{"host_port":31007,"container_port":80,"protocol":"TCP"}]}]}}],
        "container":{"type":"MESOS","network_infos":[{"name":"dcos","port_mappings":[{"host_port":31007,"container_port":80,
        "protocol":"tcp"}]}]},"discovery":{"name":"pod.shop","ports":{"ports":[{"number":80,"name":"web","protocol":"tcp"}]}}}
        """

    static let getState = """
        {"type":"GET_STATE","get_state":{"get_tasks":{"tasks":[\(podTask)],"completed_tasks":[{"task_id":{"value":"done"},
        "framework_id":{"value":"F1"},"agent_id":{"value":"S1"},"state":"TASK_KILLED"}]},"get_executors":{},
        "get_frameworks":{"frameworks":[{"framework_info":{"id":{"value":"F1"},"name":"marathon","webui_url":"http://one:8080"},
        "active":true}],"completed_frameworks":[{"framework_info":{"id":{"value":"F0"},"name":"old"}}]},
        "get_agents":{"agents":[{"agent_info":{"id":{"value":"S1"},"hostname":"node-1","port":5051,"attributes":[
        {"name":"rack","type":"TEXT","text":{"value":"r1"}},{"name":"row","type":"SCALAR","scalar":{"value":7.0}},
        {"name":"odd","type":"SET","set":{}}]},"pid":"slave(1)@10.0.0.11:5051"}],
        "recovered_agents":[{"id":{"value":"S3"},"hostname":"node-3"}]}}}
        """

    static let agentState = """
        {"version":"1.11.0","id":"S1","hostname":"node-1","pid":"slave(1)@10.0.0.11:5051","master_hostname":"one","attributes":{"rack":"r1"},
        "flags":{"cgroups_root":"mesos/blue","launcher":"linux","runtime_dir":"/var/run/mesos","work_dir":"/var/lib/mesos","secret":"x"},
        "frameworks":[{"name":"marathon","executors":[
        {"id":"\(web)","name":"Command Executor (Task: \(web)) (Command: x)","source":"\(web)","container":"\(webContainer)",
        "tasks":[{"id":"\(web)","name":"web.shop","framework_id":"F1","executor_id":"","slave_id":"S1","state":"TASK_RUNNING",
        "statuses":[]}],"queued_tasks":[],"completed_tasks":[]},
        {"id":"instance-shop_pod.\(String.uuid(3))","name":"","container":"\(podContainer)","type":"DEFAULT","tasks":[
        {"id":"p1","name":"nginx","framework_id":"F1","executor_id":"instance-shop_pod.\(String.uuid(3))","slave_id":"S1",
        "state":"TASK_RUNNING","statuses":[{"state":"TASK_RUNNING","container_status":{"container_id":{"value":"c1",
        "parent":{"value":"\(podContainer)"}}}}]}],"queued_tasks":[{"id":"p2","name":"redis","slave_id":"S1"}]},
        {"id":"worker","name":"Worker","container":"\(String.uuid(300))","tasks":[
        {"id":"w1","framework_id":"F1","executor_id":"worker","slave_id":"S1","state":"TASK_RUNNING"},
        {"id":"w2","framework_id":"F1","executor_id":"worker","slave_id":"S1","state":"TASK_STARTING"}]},{"name":"no id"}],
        "completed_executors":[{"id":"old1","container":"\(String.uuid(400))","completed_tasks":[{"id":"old1","name":"old",
        "framework_id":"F1","executor_id":"","slave_id":"S1","state":"TASK_FINISHED"}]}],"id":"F1"}],
        "completed_frameworks":[{"id":"F0","name":"old","executors":[],"completed_executors":[]}]}
        """

    static let containers = """
        [{"container_id":"\(webContainer)","executor_id":"\(web)","framework_id":"F1","source":"x","statistics":{"cpus_limit":1.5},
        "status":{"container_id":{"value":"\(webContainer)"},"executor_pid":4711}},{"framework_id":"no id"},
        {"container_id":"\(podContainer)","executor_id":"instance-shop_pod.\(String.uuid(3))","framework_id":"F1","status":{}}]
        """

    static let nestedContainers = """
        {"type":"GET_CONTAINERS","get_containers":{"containers":[{"container_id":{"value":"\(podContainer)"},
        "framework_id":{"value":"F1"},"executor_id":{"value":"instance-shop_pod.\(String.uuid(3))"},"container_status":{"container_id":
        {"value":"\(podContainer)"},"executor_pid":5570}},{"container_id":{"value":"c1"},"container_status":{"executor_pid":5577,
        "container_id":{"value":"c1","parent":{"value":"\(podContainer)"}}}},{"container_id":{"value":"lone"}}]}}
        """

    static let apps = """
        {"apps":[{"id":"/shop/web","cmd":"x","env":{"TOKEN":{"secret":"s"},"P":"w"},"labels":{"tier":"front","n":3},
        "tasks":[{"id":"\(web)","appId":"/shop/web","host":"node-1","slaveId":"S1","state":"TASK_RUNNING","ports":[31000,31001,31005],
        "ipAddresses":[{"ipAddress":"172.17.0.2","protocol":"IPv4"}]},{"host":"no id"}],
        "container":{"type":"DOCKER","docker":{"image":"x","portMappings":[{"containerPort":80,"hostPort":0,"protocol":"tcp","name":"http"},
        {"containerPort":53,"protocol":"udp,tcp"}]}}},{"id":"/idle","tasks":null,"portDefinitions":[{"port":10000}]},{"cmd":"no id"}]}
        """

    static let pods = """
        [{"id":"/shop/pod","spec":{"id":"/shop/pod","labels":{"tier":"back"},"environment":{"A":{"secret":"s"}},"containers":[{"name":"nginx",
        "endpoints":[{"name":"web","containerPort":80,"hostPort":0,"protocol":["tcp"]},{"name":"both","containerPort":53,
        "protocol":["tcp","udp"]}]}]},"status":"STABLE","instances":[{"id":"shop_pod.instance-\(String.uuid(3))","agentHostname":"node-1",
        "agentId":"S1","networks":[{"name":"dcos","addresses":["9.0.0.2"]}],"containers":[{"name":"nginx","status":"TASK_RUNNING",
        "containerId":"shop_pod.instance-\(String.uuid(3)).nginx","endpoints":[{"name":"web","allocatedHostPort":31007}]},
        {"name":"once","status":"TASK_FINISHED","containerId":"shop_pod.instance-\(String.uuid(3)).once"},{"name":"no id"}]}]}]
        """

    static let statusUpdate = """
        {"slaveId":"S1","taskId":"\(web)","taskStatus":"TASK_RUNNING","message":"","appId":"/shop/web","host":"node-1",
        "ipAddresses":[{"ipAddress":"10.0.0.11","protocol":"IPv4"}],"ports":[31000],"eventType":"status_update_event"}
        """

    static let groups = """
        {"id":"/","apps":[{"id":"/top"}],"pods":\(pods),"groups":[{"id":"/shop","apps":[{"id":"/shop/web","tasks":[{"id":"t"}]}],"groups":[7]}]}
        """

    static let jobs = """
        [{"name":"nightly","owner":"ops@example.com","schedule":"R/2014-03-08T20:00:00.000Z/PT2H","disabled":false,"environmentVariables":
        [{"name":"TOKEN","value":"secret"}]},{"name":"after","owner":"","parents":["nightly","other job"],"disabled":true},{"owner":"none"}]
        """

    static let metronomeJobs = """
        [{"id":"reports.daily","labels":{"team":"a"},"activeRuns":[{"id":"20180102030405AbCdE","jobId":"reports.daily","status":"ACTIVE",
        "tasks":[{"id":"reports_daily_20180102030405AbCdE.\(String.uuid(5))","status":"TASK_STARTED"},{"id":"ended","completedAt":
        "2018-01-02T03:04:05Z","status":"TASK_FAILED"}]}]},{"description":"no id"}]
        """

    static let enumerate = """
        {"frameworks":[{"name":"metronome","tasks":[]},{"name":"marathon","tasks":[{"name":"web","id":"\(web)","records":[
        {"name":"web.marathon.mesos.","host":"9.0.0.7","rtype":"A"},{"name":"web-ab1cd-s1.marathon.mesos.","host":"9.0.0.7","rtype":"A"},
        {"name":"_web._tcp.marathon.mesos.","host":"web-ab1cd-s1.marathon.mesos.:31000","rtype":"SRV"},
        {"name":"_lost._tcp.marathon.mesos.","host":"nowhere.mesos.:1","rtype":"SRV"},{"name":"x","host":"not an address","rtype":"A"},
        {"name":"y","host":"9.0.0.1","rtype":"TXT"}]}]}]}
        """

    static let records = """
        [{"name":"web.marathon.l4lb.thisdcos.directory","host":"11.0.0.7","rtype":"A"},
        {"name":"six.marathon.mesos","host":"fd01:b::7","rtype":"AAAA"}]
        """

    static let vips = """
        [{"vip":"web.marathon.l4lb.thisdcos.directory:80","protocol":"tcp","backend":[{"ip":"9.0.0.7","port":80},{"ip":"fd01::7","port":80}]},
        {"vip":"1.2.3.4:443","protocol":"tcp","backend":[]},{"vip":"no port","backend":[]}]
        """
}
