import Mesos

/// Credentials as a user gives them: secrets in files, or in the environment; never as plain text in a configuration.
struct GivenCredentials {
    /// For errors.
    var place: String
    var user: String?
    var passwordFile: String?
    var tokenFile: String?
    var serviceAccountFile: String?
    /// From the environment.
    var password: Secret?
    var token: Secret?

    init(place: String) { self.place = place }

    /// What they are called in the file.
    static var keys: [String: WritableKeyPath<GivenCredentials, String?>] {
        ["user": \.user, "password_file": \.passwordFile, "token_file": \.tokenFile, "service_account_file": \.serviceAccountFile]
    }

    /// `isDCOS`: user and password, or an account, are exchanged for a token.
    func credentials(isDCOS: Bool) throws(Failure) -> Credentials {
        if let serviceAccountFile {
            guard isDCOS else { throw wrong("service_account_file is of DC/OS alone") }
            do throws(SecretError) {
                return .dcos(DCOSLogin(.service(try ServiceAccount(file: serviceAccountFile))))
            } catch {
                throw wrong("\(error)")
            }
        }
        if let token = try secret(token, tokenFile) { return isDCOS ? .token(token) : .bearer(token) }
        guard let password = try secret(password, passwordFile) else {
            if user != nil { throw wrong("a user without a password: password_file is missing") }
            return .none
        }
        guard let user else { throw wrong("a password without a user") }
        return isDCOS ? .dcos(DCOSLogin(.password(user: user, password))) : .basic(user: user, password: password)
    }

    private func secret(_ given: Secret?, _ file: String?) throws(Failure) -> Secret? {
        if let given { return given }
        guard let file else { return nil }
        do throws(SecretError) {
            return try Secret(file: file)
        } catch {
            throw wrong("\(error)")
        }
    }

    private func wrong(_ what: String) -> Failure { Failure(message: "\(place): \(what)", status: 2) }
}
