// Compares sums of bytes with their limits.
#include "handler/health/room_checks.h"

#include <string>

#include "handler/health/sentences.h"

namespace handler::health {

void check_set_aside(const MachineFacts& machine, Findings& found) {
  const std::int64_t most = machine.place.set_aside_bytes;
  for (const store::SetAside& one : machine.data.set_aside) {
    const std::string megabytes = std::to_string(one.bytes >> 20U);
    if (one.bytes > most / 10 * 9) {
      found.push_back(finding(Level::warning, "set_aside.full",
                              {one.site, megabytes, std::to_string(most >> 20U)}));
    } else if (one.waiting > 0) {
      found.push_back(finding(Level::note, "set_aside.waiting",
                              {one.site, std::to_string(one.waiting), megabytes}));
    }
  }
}

void check_held_files(const MachineFacts& machine, Findings& found) {
  const std::int64_t most = machine.place.file_bytes;
  for (const store::HeldFiles& one : machine.data.files) {
    const bool full = one.bytes > most / 10 * 9;
    found.push_back(
        finding(full ? Level::red : Level::ok, full ? "files.full" : "files.held",
                {one.site, std::to_string(one.bytes >> 20U), std::to_string(most >> 20U)}));
  }
}

void check_files(const MachineFacts& machine, Findings& found) {
  if (!machine.cleaner_works) found.push_back(finding(Level::warning, "files.cleaner"));
  if (machine.place.files.clamd.empty()) {
    found.push_back(finding(Level::note, "scanner.none"));
  } else {
    found.push_back(machine.scanner_answers ? finding(Level::ok, "scanner.ok")
                                            : finding(Level::red, "scanner.silent"));
  }
}

}  // namespace handler::health
