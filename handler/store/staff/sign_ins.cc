// Sessions as rows; a change of password, code or account deletes the user's sessions (staff.cc).
#include "handler/store/staff/sign_ins.h"

#include "handler/store/sqlite/connections.h"

namespace handler::store {

core::Status SignIns::add_session(const std::string& token_hash, const Session& session) {
  return connections_.write([&](Database& database) {
    const Rows added =
        run(database,
            "INSERT INTO sessions(token_hash, user_id, site, created_at, last_used) "
            "SELECT $1, user_id, $3, $4, $5 FROM users WHERE user_id = $2 AND disabled = 0 "
            "RETURNING token_hash",
            {token_hash, session.user, session.site, core::to_iso(session.created),
             core::to_iso(session.last_used)});
    if (added.empty()) throw Refused(core::FailureCode::refused, "the user is disabled");
  });
}

core::Result<Session> SignIns::session(const std::string& token_hash) {
  return connections_.read([&](Database& database) {
    const Row row =
        only(run(database,
                 "SELECT user_id, site, created_at, last_used FROM sessions WHERE token_hash = $1",
                 {token_hash}),
             "session");
    return Session{row.number(0), row.text(1), row.time(2), row.time(3)};
  });
}

core::Status SignIns::touch_session(const std::string& token_hash, core::Instant now) {
  return connections_.write("UPDATE sessions SET last_used = $2 WHERE token_hash = $1",
                            {token_hash, core::to_iso(now)});
}

core::Status SignIns::end_session(const std::string& token_hash) {
  return connections_.write("DELETE FROM sessions WHERE token_hash = $1", {token_hash});
}

}  // namespace handler::store
