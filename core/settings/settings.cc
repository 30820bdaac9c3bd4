// The table of all settings, and where their values come from.
#include "core/settings/settings.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

#include "core/base/ascii.h"
#include "core/base/check.h"
#include "core/base/contains.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/settings/conf_file.h"
#include "core/settings/public_address.h"

namespace core {
namespace {

using Complaint = Sentence (*)(std::string_view key, std::string_view value);  // empty: fine

Sentence about_place(std::string_view key, std::string_view value) {
  if (!without_blanks(value).empty()) return {};
  return say("--{key} is empty: name a place on the disk", {{"key", key}});
}

Sentence about_base_url(std::string_view, std::string_view value) {
  const Result<PublicAddress> address = read_public_address(value);
  return address ? Sentence() : as_is(address.failure().message);
}

Sentence about_prefix(std::string_view, std::string_view value) {
  if (value.starts_with('/') && !value.ends_with('/') && read_public_address(value)) return {};
  return say("the prefix is '{value}': it must begin with '/' and not end with it",
             {{"value", value}});
}

Sentence about_listen(std::string_view, std::string_view value) {
  const std::size_t colon = value.rfind(':');
  const bool is_socket = value.starts_with("unix:") && value.size() > 5;
  const bool has_port = colon != std::string_view::npos && colon > 0 &&
                        number_from_digits(value.substr(colon + 1)).value_or(65536) < 65536;
  if (is_socket || has_port) return {};
  return say(
      "cannot listen on \"{value}\"; write it as 127.0.0.1:8080, [::1]:8080, *:8080 or "
      "unix:/run/bancheng.sock",
      {{"value", value}});
}

Sentence about_role(std::string_view, std::string_view value) {
  constexpr std::array<std::string_view, 3> kRoles = {"portal", "desk", "both"};
  return contains(kRoles, value)
             ? Sentence()
             : say("the role is '{value}': it must be portal, desk or both", {{"value", value}});
}

Sentence about_database(std::string_view, std::string_view value) {
  if (value == "sqlite" || value == "postgresql") return {};
  return say("the database is '{value}': it must be sqlite or postgresql", {{"value", value}});
}

// The value may be a whole URL with its password, so it is not repeated.
Sentence about_service(std::string_view key, std::string_view value) {
  if (value.find("://") == std::string_view::npos && value.find('=') == std::string_view::npos)
    return about_place(key, value);
  return say(
      "{key} names a file: write host, user and password into that file, and never here, where "
      "others can read them",
      {{"key", key}});
}

bool is_numeric_address(const std::string& text) {
  std::array<unsigned char, 16> bytes{};
  return inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 ||
         inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

Sentence about_proxies(std::string_view, std::string_view value) {
  for (const std::string& one : split(value, ',')) {
    if (!is_numeric_address(trimmed(one)))
      return say(
          "'{value}' is no address of a proxy: write it in numbers, like 127.0.0.1 or "
          "2001:db8::7",
          {{"value", trimmed(one)}});
  }
  return {};
}

constexpr std::array<std::string_view, 3> kYesWords = {"yes", "true", "1"};
constexpr std::array<std::string_view, 3> kNoWords = {"no", "false", "0"};

Sentence about_flag(std::string_view key, std::string_view value) {
  return contains(kYesWords, value) || contains(kNoWords, value)
             ? Sentence()
             : say("{key} is '{value}': it must be yes or no", {{"key", key}, {"value", value}});
}

Sentence about_count(std::string_view key, std::string_view value) {
  return number_from_digits(value).value_or(0) > 0
             ? Sentence()
             : say("{key} is '{value}': it must be a number from 1 up",
                   {{"key", key}, {"value", value}});
}

struct Setting {
  std::string_view key;
  Complaint complaint;
  enum Kind { text, place, list, test } kind = text;  // test: never in the file
};

// In the order of docs/operating.md.
constexpr auto kSettings = std::to_array<Setting>({
    {"base-url", about_base_url},
    {"data", about_place, Setting::place},
    {"database", about_database},
    {"database-service", about_service, Setting::place},
    {"content", about_place, Setting::place},
    {"templates", about_place, Setting::place},
    {"public", about_place, Setting::place},
    {"published", about_place, Setting::place},
    {"generator", about_place, Setting::place},
    {"compress", about_flag},
    {"no-large", about_flag},
    {"no-search", about_flag},
    {"listen", about_listen},
    {"trust-proxy", about_proxies, Setting::list},
    {"role", about_role},
    {"prefix", about_prefix},
    {"set-aside-megabytes", about_count},
    {"files-megabytes", about_count},
    {"backup-to", about_place, Setting::place},
    {"backup-keep", about_count},
    {"archive-days", about_count},
    {"certificate", about_place, Setting::place},
    {"access-log", about_place, Setting::place},
    {"clamd", about_place, Setting::place},
    {"file-cleaner", about_place, Setting::place},
    {"test-clock", about_place, Setting::test},
    {"guard-test-clock", about_flag, Setting::test},
});

const Setting* setting_of(std::string_view key) {
  const auto* found = std::ranges::find(kSettings, key, &Setting::key);
  return found == kSettings.end() ? nullptr : &*found;
}

// "base-url" -> "BANCHENG_BASE_URL".
std::string variable_of(std::string_view key) {
  std::string name = "BANCHENG_";
  for (const char c : key) name += c == '-' ? '_' : ascii_upper(c);
  return name;
}

// Takes the lines of one file over into settings.
class FileTaker {
 public:
  FileTaker(Settings& settings, Diagnostics& diagnostics)
      : settings_(settings), diagnostics_(diagnostics) {}

  void take(const ConfLine& line) {
    const Setting* setting = setting_of(line.key);
    if (setting == nullptr || setting->kind == Setting::test) return report_unknown(line);
    const bool is_second = !seen_.insert(setting->key).second;
    if (is_second && setting->kind != Setting::list) {
      diagnostics_.error(line.key_span, "conf.twice",
                         say("'{key}' is set twice", {{"key", line.key}}),
                         say("keep one of the lines"));
      return;
    }
    Sentence complaint = setting->complaint(setting->key, line.value);
    if (complaint.empty() && setting->kind == Setting::place && !line.value.starts_with('/'))
      complaint = say("a place is written from the root, because commands run in any folder");
    if (!complaint.empty()) {
      diagnostics_.error(line.value_span, "conf.value", complaint);
    } else if (setting->kind == Setting::list) {
      settings_.add(setting->key, line.value);
    } else {
      settings_.set(setting->key, line.value);
    }
  }

 private:
  void report_unknown(const ConfLine& line) {
    std::vector<std::string> known;
    for (const Setting& one : kSettings) {
      if (one.kind != Setting::test) known.emplace_back(one.key);
    }
    Sentence hint = did_you_mean(line.key, known);
    if (hint.empty()) hint = say("known are: {names}", {{"names", joined(known, ", ")}});
    diagnostics_.error(line.key_span, "conf.unknown-key",
                       say("there is no setting '{key}'", {{"key", line.key}}), hint);
  }

  Settings& settings_;
  Diagnostics& diagnostics_;
  std::set<std::string_view> seen_;
};

void take_file(const std::string& file, bool may_be_missing, Settings& settings,
               Diagnostics& diagnostics) {
  const Result<std::string> text = read_file(file, 1u << 20);
  if (!text) {
    if (text.failure().code == FailureCode::not_found && may_be_missing) return;
    diagnostics.error(
        {file}, "conf.unreadable", as_is(text.failure().message),
        say("name another file with --conf or BANCHENG_CONF, or make this one readable"));
    return;
  }
  FileTaker taker(settings, diagnostics);
  for (const ConfLine& line : read_conf(file, *text, diagnostics)) taker.take(line);
}

// An empty variable counts as one that is not set.
std::optional<std::string> filled(const Environment& environment, const std::string& name) {
  std::optional<std::string> value = environment(name.c_str());
  return value && value->empty() ? std::nullopt : value;
}

void take_variables(const Environment& environment, Settings& settings, Diagnostics& diagnostics) {
  for (const Setting& setting : kSettings) {
    const std::string name = variable_of(setting.key);
    const std::optional<std::string> value = filled(environment, name);
    if (!value) continue;
    const Sentence complaint = setting.complaint(setting.key, *value);
    if (complaint.empty()) {
      settings.set(setting.key, *value);
    } else {
      diagnostics.error({name}, "conf.value", complaint);
    }
  }
}

}  // namespace

std::optional<std::string> variable_of_process(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

std::optional<std::string> Settings::value(std::string_view key) const {
  const auto found = values_.find(key);
  return found == values_.end() ? std::nullopt : std::optional(found->second);
}

void Settings::give_flag(std::string_view key, bool& target) const {
  if (const auto found = value(key)) target = contains(kYesWords, *found);
}

void Settings::give_list(std::string_view key, std::vector<std::string>& target) const {
  const auto found = value(key);
  if (!found) return;
  target.clear();
  for (const std::string& one : split(*found, ',')) target.push_back(trimmed(one));
}

void Settings::set(std::string_view key, std::string value) {
  values_[std::string(key)] = std::move(value);
}

void Settings::add(std::string_view key, std::string value) {
  std::string& all = values_[std::string(key)];
  all = all.empty() ? std::move(value) : all + "," + value;
}

Settings read_settings(const std::optional<std::string>& conf_named, const Environment& environment,
                       Diagnostics& diagnostics) {
  Settings settings;
  const std::optional<std::string> named =
      conf_named ? conf_named : filled(environment, "BANCHENG_CONF");
  take_file(named.value_or(kConfPath), !named, settings, diagnostics);
  take_variables(environment, settings, diagnostics);
  return settings;
}

Status check_setting(std::string_view key, std::string_view value) {
  const Setting* setting = setting_of(key);
  BANCHENG_CHECK(setting != nullptr);
  const Sentence complaint = setting->complaint(key, value);
  if (complaint.empty()) return success();
  return Failure{FailureCode::invalid, complaint.english()};
}

std::optional<std::string> conf_named_by(int argc, const char* const* argv) {
  constexpr std::string_view kOption = "--conf";
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--") break;
    if (word == kOption && i + 1 < argc) return argv[i + 1];
    if (word.starts_with(kOption) && word.substr(kOption.size()).starts_with('='))
      return std::string(word.substr(kOption.size() + 1));
  }
  return std::nullopt;
}

}  // namespace core
