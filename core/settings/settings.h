// What an operator sets, by one table for all programs: each setting is an option of the command
// line (--base-url), a variable (BANCHENG_BASE_URL) and a key of bancheng.conf (base-url).
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/input/diagnostic.h"

namespace core {

// The value of an environment variable; nothing if it is not set.
using Environment = std::function<std::optional<std::string>(const char* name)>;
std::optional<std::string> variable_of_process(const char* name);

// The values that conf file and environment set, by key. What is not set is not in it.
class Settings {
 public:
  std::optional<std::string> value(std::string_view key) const;
  // Overwrites `target` if the setting is there. A folder, a file or a plain text.
  template <typename Text>
  void give(std::string_view key, Text& target) const {
    if (const auto found = value(key)) target = *found;
  }
  // yes or no; a setting that is not there changes nothing.
  void give_flag(std::string_view key, bool& target) const;
  // A list, separated by commas.
  void give_list(std::string_view key, std::vector<std::string>& target) const;

  void set(std::string_view key, std::string value);
  void add(std::string_view key, std::string value);  // to a list

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

// Reads the conf file in one go, then the variables, which win over it. The file is `conf_named`
// if the command line named one, else BANCHENG_CONF, else kConfPath, which alone may be missing.
// Every mistake is reported: in the file with line and caret, in a variable under its name.
// Reads at most one file. Thread-safe if `environment` is.
Settings read_settings(const std::optional<std::string>& conf_named, const Environment& environment,
                       Diagnostics& diagnostics);

// Fails with `invalid` and one sentence if no program can work with this value of the setting. A
// key that the table does not have is a bug.
Status check_setting(std::string_view key, std::string_view value);

// The FILE of `--conf FILE` or `--conf=FILE`, wherever it stands. Looked for before the options are
// parsed, because the file says what they are when they are not given.
std::optional<std::string> conf_named_by(int argc, const char* const* argv);

}  // namespace core
