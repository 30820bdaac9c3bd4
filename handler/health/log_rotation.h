// How long a log is kept, as the files of logrotate say it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace handler::health {

// Where Debian and its relatives keep a file for each package's logs.
inline constexpr const char* kRotationFolder = "/etc/logrotate.d";

// For how many days `text`, one file of logrotate(8), has `log` kept: a count of rotations by the
// day, week, month or year, cut by maxage. Nothing if it does not name the log (also by a pattern
// like /var/log/*.log), keeps it for ever, rotates by size, or leaves one of the two to the
// defaults: then it cannot be told. Pure.
std::optional<int> days_in(std::string_view text, const std::string& log);

// The same of the files in `folder`; the first that says it counts. Files that cannot be read say
// nothing.
std::optional<int> days_kept(const std::filesystem::path& folder, const std::string& log);

}  // namespace handler::health
