// Judges what was gathered about the access log and the error log beside it.
#include "handler/health/access_log.h"

#include <fmt/format.h>

#include <chrono>
#include <string>

#include "core/settings/access_log.h"
#include "handler/health/sentences.h"

namespace handler::health {
namespace {

using std::chrono::days;

// A rotation makes a new file each day, also when there was no visitor.
constexpr days kStillAfter{3};

bool is_closed(const FileFacts& file) {
  return (file.mode & 077U) == 0;
}

bool is_roots_alone(const FileFacts& file) {
  return is_closed(file) && file.owner == 0;
}

// Whether other accounts can read it, which is found.
bool is_open_to_others(const FileFacts& log, const FileFacts& folder, Findings& found) {
  if (is_closed(log) || is_closed(folder)) return false;
  found.push_back(finding(Level::red, "access_log.open",
                          {fmt::format("{:04o}", log.mode), log.path.filename().string()}));
  return true;
}

void check_readers(const FileFacts& log, const FileFacts& folder, Findings& found) {
  if (is_open_to_others(log, folder, found)) return;
  if (!is_roots_alone(log) && !is_roots_alone(folder)) {
    found.push_back(finding(Level::note, "access_log.owner", {std::to_string(log.owner)}));
  }
}

void check_file(const MachineFacts& machine, Findings& found) {
  const FileFacts& log = machine.access_log;
  if (log.hidden) {
    found.push_back(finding(Level::note, "access_log.hidden"));
  } else if (!log.there) {
    found.push_back(finding(Level::red, "access_log.missing"));
  } else {
    check_readers(log, machine.log_folder, found);
    const auto still = std::chrono::duration_cast<days>(machine.now - log.changed);
    if (still > kStillAfter)
      found.push_back(finding(Level::warning, "access_log.still", {std::to_string(still.count())}));
    if (core::lies_ahead(log.changed, machine.now))
      found.push_back(
          finding(Level::warning, "access_log.ahead", {core::to_iso(core::day_of(log.changed))}));
  }
}

void check_time(const FileFacts& log, std::optional<int> kept, Findings& found) {
  const std::string promised = std::to_string(core::kAccessLogDays);
  const std::string name = log.path.filename();
  if (!kept) {
    found.push_back(finding(Level::warning, "access_log.rotation", {promised, name}));
  } else if (*kept != core::kAccessLogDays) {
    found.push_back(finding(*kept < core::kAccessLogDays ? Level::red : Level::warning,
                            "access_log.days", {std::to_string(*kept), promised, name}));
  }
}

// A web server may log its errors elsewhere.
void check_error_log(const MachineFacts& machine, Findings& found) {
  const FileFacts& log = machine.error_log;
  if (!log.there) return;
  is_open_to_others(log, machine.log_folder, found);
  check_time(log, machine.error_log_days, found);
}

}  // namespace

void check_access_log(const MachineFacts& machine, Findings& found) {
  if (machine.place.access_log.empty()) {
    found.push_back(finding(Level::note, "access_log.unnamed"));
    return;
  }
  const std::size_t before = found.size();
  check_file(machine, found);
  check_time(machine.access_log, machine.log_days, found);
  check_error_log(machine, found);
  if (found.size() == before)
    found.push_back(finding(Level::ok, "access_log.ok", {std::to_string(core::kAccessLogDays)}));
}

}  // namespace handler::health
