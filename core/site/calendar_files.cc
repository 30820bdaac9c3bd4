// Reads the calendar folder, and warns in time if a notice is missing.
#include "core/site/calendar_files.h"

#include <fmt/format.h>

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/input/yaml_tree.h"
#include "core/site/packed_files.h"
#include "core/time/calendar_reader.h"

namespace core {
namespace {

constexpr unsigned kReminderMonth = 11;  // notices come out in October or November

bool is_year_file(const std::string& name) {
  return name.size() == 9 && name.ends_with(".yaml") &&
         name.substr(0, 4).find_first_not_of("0123456789") == std::string::npos;
}

void read_year_file(const std::filesystem::path& path, CalendarFiles& files,
                    Diagnostics& diagnostics) {
  const Result<std::string> text = read_file(path);
  if (!text) {
    diagnostics.error({path.string()}, "site.unreadable", as_is(text.failure().message));
    return;
  }
  const std::optional<YamlNode> root = read_yaml(path.string(), *text, diagnostics);
  if (!root) return;
  const std::string name = path.filename();
  const YamlNode* written = root->find("year");
  if (written != nullptr && written->scalar != name.substr(0, 4)) {
    diagnostics.error(written->span, "calendar.file-name",
                      say("the year is {year}, but the file is '{name}'",
                          {{"year", written->scalar}, {"name", name}}),
                      say("name the file after its year"));
    return;
  }
  files.texts[name] = *text;
  files.trees[name] = tree_as_bytes(*root);
  files.years.push_back(read_calendar_year(*root, diagnostics));
}

void warn_of_half_years(const Calendar& calendar, int first, Diagnostics& diagnostics) {
  for (const CalendarYear& year : calendar.years()) {
    if (year.year < first || year.unnamed.empty()) continue;
    diagnostics.warning(
        {fmt::format("calendar/{}.yaml", year.year)}, "calendar.incomplete",
        say("the notice for {year} does not name {holidays}: its dates are provisional",
            {{"year", year.year}, {"holidays", joined(year.unnamed, ", ")}}),
        say("write every holiday of the notice; the names must contain these words"));
  }
}

void warn_of_missing_year(const Calendar& calendar, int year, Diagnostics& diagnostics) {
  if (calendar.year(year) != nullptr) return;
  diagnostics.warning(
      {fmt::format("calendar/{}.yaml", year)}, "calendar.missing",
      say("the notice for {year} is missing: its dates are provisional", {{"year", year}}),
      say("write the file when the State Council has published its holidays"));
}

}  // namespace

CalendarFiles read_calendar_files(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  CalendarFiles files;
  const Result<std::vector<std::string>> names = list_folder(folder);
  if (!names) {
    diagnostics.error({folder.string()}, "site.unreadable", as_is(names.failure().message));
    return files;
  }
  for (const std::string& name : *names) {
    if (is_year_file(name)) {
      read_year_file(folder / name, files, diagnostics);
    } else {
      diagnostics.warning({(folder / name).string()}, "site.unknown-file",
                          say("'{name}' is not a calendar", {{"name", name}}),
                          say("calendars are called after their year, like 2026.yaml"));
    }
  }
  return files;
}

CalendarFiles read_packed_calendars(const Pack& pack, Diagnostics& diagnostics) {
  CalendarFiles files;
  for (const std::string& piece : pack.names_below("trees/calendar/")) {
    const std::string name = piece.substr(piece.rfind('/') + 1);
    const std::optional<YamlNode> root = packed_tree(pack, "calendar/" + name, diagnostics);
    std::optional<std::string> text = packed_text(pack, "calendar/" + name, diagnostics);
    if (!root || !text) continue;
    files.texts[name] = std::move(*text);
    files.years.push_back(read_calendar_year(*root, diagnostics));
  }
  return files;
}

void check_calendar_years(const Calendar& calendar, Day today, Diagnostics& diagnostics) {
  const std::chrono::year_month_day date{today};
  warn_of_half_years(calendar, year_of(today), diagnostics);
  warn_of_missing_year(calendar, year_of(today), diagnostics);
  if (static_cast<unsigned>(date.month()) >= kReminderMonth) {
    warn_of_missing_year(calendar, year_of(today) + 1, diagnostics);
  }
}

}  // namespace core
