// Compares the settings of the server with what the data need.
#include "handler/health/server_checks.h"

#include <chrono>
#include <optional>
#include <string>

#include "core/base/text.h"
#include "core/time/clock_guard.h"
#include "handler/health/sentences.h"
#include "handler/store/destructions.h"
#include "handler/store/facts.h"

namespace handler::health {
namespace {

// A tick of the next night removes what was destroyed by day.
constexpr std::chrono::hours kLeftoversLate{30};
constexpr std::chrono::hours kLeftoversTooLate{7 * 24};

// Longer, and what people were promised to be destroyed lives on for a season.
constexpr int kArchiveLong = 30;

void check_safety(const store::ServerState& state, Findings& found) {
  const std::size_t before = found.size();
  if (!state.unsafe.empty())
    found.push_back(finding(Level::red, "server.unsafe", {core::joined(state.unsafe, ", ")}));
  if (state.logs_texts) found.push_back(finding(Level::red, "server.logs_texts"));
  if (!state.has_checksums) found.push_back(finding(Level::warning, "server.checksums"));
  if (found.size() == before)
    found.push_back(
        finding(Level::ok, "server.ok", {state.version, state.encoding, state.collation}));
  found.push_back(state.standby_names.empty()
                      ? finding(Level::note, "server.alone")
                      : finding(Level::ok, "server.standby", {state.standby_names}));
}

// A site promises how long older backups live, and the archived log is one of them.
void check_promises(const MachineFacts& machine, Findings& found) {
  const int kept_days = machine.place.archive_days;
  for (const SiteFacts& site : machine.sites) {
    if (site.backup_days && kept_days > *site.backup_days) {
      found.push_back(
          finding(Level::warning, "archive.promise",
                  {site.id, std::to_string(*site.backup_days), std::to_string(kept_days)}));
    }
  }
}

void check_archive(const MachineFacts& machine, const store::ServerState& state, Findings& found) {
  const int kept_days = machine.place.archive_days;
  const std::string number = std::to_string(kept_days);
  if (!state.archives && state.slots == 0) {
    found.push_back(finding(Level::ok, "archive.none"));
    return;
  }
  if (kept_days == 0) {
    found.push_back(finding(Level::red, "archive.unknown"));
    return;
  }
  found.push_back(kept_days > kArchiveLong ? finding(Level::warning, "archive.long", {number})
                                           : finding(Level::ok, "archive.ok", {number}));
  check_promises(machine, found);
}

}  // namespace

void check_server(const MachineFacts& machine, Findings& found) {
  if (!machine.server) return;
  if (!machine.server->failure.empty()) {
    found.push_back(finding(Level::red, "server.refused",
                            {machine.place.brief ? std::string() : machine.server->failure}));
    return;
  }
  if (machine.database.there)
    found.push_back(finding(Level::warning, "server.old_file",
                            {machine.place.brief ? machine.database.path.filename().string()
                                                 : machine.database.path.string()}));
  if (!machine.data.failure.empty())
    found.push_back(finding(Level::red, "server.unreadable",
                            {machine.place.brief ? std::string() : machine.data.failure}));
  check_safety(machine.server->state, found);
  check_archive(machine, machine.server->state, found);
}

void check_leftovers(const MachineFacts& machine, Findings& found) {
  const auto fact = machine.data.facts.find(store::facts::kLeftovers);
  if (fact == machine.data.facts.end()) return;
  const std::optional<core::Instant> since = store::leftovers_since(fact->second);
  if (!since || core::lies_ahead(*since, machine.now)) {
    found.push_back(finding(Level::warning, "leftovers.undated"));
    return;
  }
  const auto age = machine.now - *since;
  if (age < kLeftoversLate) return;
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(age).count();
  found.push_back(finding(age < kLeftoversTooLate ? Level::warning : Level::red,
                          machine.server ? "leftovers.server" : "leftovers.file",
                          {std::to_string(hours)}));
}

}  // namespace handler::health
