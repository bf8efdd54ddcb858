extension FilterOptions { var dockerSocketPath: String { var e = EngineOptions(); e.dockerSocket = nil; return e.dockerSocketPath } }
