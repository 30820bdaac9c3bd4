// Reads a service file and refuses what would not be obeyed.
#include "handler/store/postgres/service_file.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>

#include "core/base/ascii.h"
#include "core/base/contains.h"
#include "core/base/files.h"
#include "core/base/text.h"

namespace handler::store {
namespace {

using core::Failure;
using core::FailureCode;

// What the connection sets itself.
constexpr std::string_view kOurs[] = {"service",         "options",          "client_encoding",
                                      "replication",     "application_name", "target_session_attrs",
                                      "connect_timeout", "keepalives"};
// Without these libpq would take the environment's values or its own guess.
constexpr std::string_view kNeeded[] = {"host", "dbname", "user"};

Failure wrong(const std::string& path, const std::string& what) {
  return {FailureCode::misconfigured, "the service file " + path + " " + what};
}

// Of the modes of a file the group may read it (0640), so that root owns it and the handler reads
// it.
core::Status check_service_file_mode(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    if (errno != ENOENT) return core::system_failure("read the service file", path);
    return Failure{FailureCode::not_found,
                   "the service file " + path +
                       " is missing: make it with host, dbname, user and password of PostgreSQL"};
  }
  if (!S_ISREG(status.st_mode)) return wrong(path, "is no file");
  if ((status.st_mode & 037) == 0) return core::success();
  return Failure{FailureCode::no_access, "the service file " + path +
                                             " holds a password and can be read by others: run "
                                             "chmod 640 " +
                                             path};
}

std::string in_line(std::size_t number) {
  return "in line " + std::to_string(number) + ": ";
}

core::Status add_parameter(const std::string& path, std::size_t number, const std::string& line,
                           ServiceParameters& parameters) {
  const std::size_t equals = line.find('=');
  if (equals == std::string::npos) return wrong(path, in_line(number) + "write NAME=VALUE");
  const std::string name = line.substr(0, equals);
  const std::string value = line.substr(equals + 1);
  if (name.ends_with(' ') || value.starts_with(' '))
    return wrong(path, in_line(number) + "leave out the blanks around '='");
  if (core::contains(kOurs, name))
    return wrong(path, in_line(number) + "take out " + name + ", which this program sets itself");
  const auto is_same = [&name](const auto& known) { return known.first == name; };
  if (std::ranges::any_of(parameters, is_same))
    return wrong(path, in_line(number) + name + " is there twice");
  parameters.emplace_back(name, value);
  return core::success();
}

core::Status take_line(const std::string& path, std::size_t number, const std::string& line,
                       int& sections, ServiceParameters& parameters) {
  if (line.empty() || line.starts_with('#')) return core::success();
  if (line.starts_with('[')) {
    if (++sections > 1)
      return wrong(path, in_line(number) + "a second section: leave one, such as [bancheng]");
    return core::success();
  }
  if (sections == 0) return wrong(path, in_line(number) + "write a section first: [bancheng]");
  return add_parameter(path, number, line, parameters);
}

core::Result<ServiceParameters> parameters_in(const std::string& path, const std::string& text) {
  ServiceParameters parameters;
  int sections = 0;
  std::size_t number = 0;
  for (const std::string& line : core::split(text, '\n')) {
    const core::Status taken =
        take_line(path, ++number, std::string(core::without_blanks(line)), sections, parameters);
    if (!taken) return taken.failure();
  }
  for (const std::string_view needed : kNeeded) {
    const auto is_given = [&](const auto& one) { return one.first == needed; };
    if (std::ranges::none_of(parameters, is_given))
      return wrong(path, "lacks " + std::string(needed) + "=...");
  }
  return parameters;
}

}  // namespace

core::Result<ServiceParameters> read_service_file(const std::string& path) {
  if (const core::Status mode = check_service_file_mode(path); !mode) return mode.failure();
  const core::Result<std::string> text = core::read_file(path, 16384);
  if (!text) return text.failure();
  return parameters_in(path, *text);
}

}  // namespace handler::store
