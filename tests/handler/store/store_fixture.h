// A data folder for each test, with a settable clock and reports that differ only by a number.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "core/base/crypto.h"
#include "handler/cases/fold/event_table.h"
#include "handler/store/sqlite/sqlite_database.h"
#include "handler/store/store.h"
#include "tests/support/other_process.h"
#include "tests/support/temporary_folder.h"

namespace test {

inline core::Instant moment(const std::string& iso) {
  return core::from_iso(iso + "+08:00").value();
}

// Thread-safe.
class FakeClock : public core::Clock {
 public:
  core::Instant now() override { return now_.load(); }
  void set(const std::string& iso) { now_ = moment(iso); }

 private:
  std::atomic<core::Instant> now_ = moment("2026-04-03T10:00:00");
};

// Replaces fold(): enough to show that the row follows the events.
inline handler::store::CurrentValues fold_simply(const std::vector<handler::cases::Event>& events) {
  handler::store::CurrentValues values;
  values.marks = {"open"};
  for (const handler::cases::Event& event : events) {
    values.state = handler::cases::to_text(event.type);
    values.kind = event.data.value("kind", values.kind);
    values.window = event.data.value("window", values.window);
    values.unit = event.data.value("unit", values.unit);
    values.concerned_unit = event.data.value("concerned", values.concerned_unit);
    values.serial = event.data.value("serial", values.serial);
    values.restricted = event.data.value("restricted", 0) != 0 || values.restricted;
    if (event.data.contains("due")) {
      values.next_due = core::from_iso(event.data.at("due").get<std::string>());
    }
    if (event.data.contains("assisting")) values.assisting = event.data.at("assisting");
    if (event.data.contains("marks")) values.marks = event.data.at("marks");
    if (event.type == handler::cases::EventType::reopened) values.round += 1;
    values.policy = event.policy;
  }
  return values;
}

inline handler::store::NewEvent event(const std::string& type,
                                      core::Json data = core::Json::object()) {
  handler::store::NewEvent made;
  made.type = handler::cases::event_type(type).value();
  made.data = std::move(data);
  return made;
}

inline std::string hash_of(const std::string& text) {
  return core::to_hex(core::hash(text));
}

// A report; the same `name` is the same confirmation.
inline handler::store::NewReport report(const std::string& name,
                                        core::Json data = core::Json::object(),
                                        const std::string& site = "demo") {
  handler::store::NewReport made;
  made.site = site;
  made.ticket_hash = hash_of("ticket " + name);
  made.nonce_hash = hash_of("nonce " + name);
  made.submitted = event("submitted", data.is_null() ? core::Json::object() : std::move(data));
  made.submitted.actor.kind = handler::cases::Actor::Kind::reporter;
  made.refold = fold_simply;
  return made;
}

struct StoreFixture {
  tests::TemporaryFolder folder;
  FakeClock clock;
  std::string path = (folder.path() / "bancheng.sqlite").string();

  handler::store::StoreOptions options() const {
    handler::store::StoreOptions made;
    made.path = path;
    made.readers = 2;
    return made;
  }
  core::Result<std::unique_ptr<handler::store::Store>> try_open() {
    return handler::store::open_store(options(), clock);
  }
  std::unique_ptr<handler::store::Store> open() { return open(options()); }
  std::unique_ptr<handler::store::Store> open(const handler::store::StoreOptions& wanted) {
    auto opened = handler::store::open_store(wanted, clock);
    if (!opened) throw std::runtime_error(opened.failure().message);
    return std::move(*opened);
  }
  // A connection beside the store: another program, or an attacker.
  std::unique_ptr<handler::store::Database> raw() const {
    auto opened = handler::store::open_sqlite({path, 100, false});
    if (!opened) throw std::runtime_error(opened.failure().message);
    return std::move(*opened);
  }
};

inline std::int64_t number_of(handler::store::Database& database, const std::string& sql) {
  return database.run(sql, {}).value().front().number(0);
}

inline std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace test
