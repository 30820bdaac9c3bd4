// Reads from site.yaml the government site above, mourning days and notices.
#include "core/directory/government.h"

#include <algorithm>
#include <iterator>

#include "core/base/ascii.h"
#include "core/reading/read_list.h"

namespace core {
namespace {

constexpr std::size_t kPoliceDigits = 14;

bool are_digits(std::string_view text, std::size_t count) {
  return text.size() == count && std::ranges::all_of(text, is_digit);
}

// A code of an unusual form is only a warning: the authority that issues codes decides.
std::string read_id_code(MapReader& reader, Diagnostics& diagnostics) {
  std::string code = reader.optional_text("id_code");
  const bool good =
      are_digits(code, 10) || (code.starts_with("bm") && are_digits(code.substr(2), 8));
  if (!code.empty() && !good) {
    diagnostics.warning(reader.span_of("id_code"), "site.id-code",
                        say("'{code}' does not look like a site's code", {{"code", code}}),
                        say("codes are 10 digits, or 'bm' and 8 digits"));
  }
  return code;
}

std::string read_address(MapReader& reader, std::string_view key) {
  std::string address = reader.optional_text(key);
  const bool web = address.starts_with("https://") || address.starts_with("http://");
  if (address.empty() || (web && address.find_first_of(" \t\n\"'<>\\") == std::string::npos)) {
    return address;
  }
  reader.error(key, "site.url", say("'{address}' is not a web address", {{"address", address}}),
               say("write it in full, from https:// on"));
  return {};
}

std::string read_domain(MapReader& reader) {
  constexpr std::string_view kCharacters = "abcdefghijklmnopqrstuvwxyz0123456789-.";
  std::string domain = reader.optional_text("domain");
  if (domain.find_first_not_of(kCharacters) != std::string::npos) {
    reader.error("domain", "site.domain", say("'{domain}' is not a domain", {{"domain", domain}}),
                 say("write the name alone, for example www.example.gov.cn"));
  }
  return domain;
}

// The number is printed as the police wrote it; the link is made from its digits.
std::string police_digits(MapReader& reader, const std::string& police) {
  std::string digits;
  std::copy_if(police.begin(), police.end(), std::back_inserter(digits), is_digit);
  if (!police.empty() && digits.size() != kPoliceDigits) {
    reader.error("police", "site.police-code",
                 say("'{police}' has {count} digits, not 14",
                     {{"police", police}, {"count", digits.size()}}),
                 say("copy the number from the filing"));
  }
  return digits;
}

DayRange read_days(MapReader& reader) {
  DayRange days;
  const std::optional<Day> from = required_date(reader, "from");
  const std::optional<Day> to = optional_date(reader, "to");
  if (from) days = {*from, to.value_or(*from)};
  if (from && to && *to < *from) {
    reader.error("to", "site.days", say("the last day is before the first"),
                 say("exchange them, or leave 'to' out for one day"));
  }
  return days;
}

}  // namespace

Government read_government(const YamlNode& node, Diagnostics& diagnostics) {
  MapReader reader(node, "government site", diagnostics);
  Government government;
  government.site_name = reader.optional_text("site_name");
  government.domain = read_domain(reader);
  government.id_code = read_id_code(reader, diagnostics);
  government.emblem = read_address(reader, "emblem");
  government.report_errors = read_address(reader, "report_errors");
  government.contact = optional_phone(reader, "contact");
  government.icp = reader.optional_text("icp");
  government.police = reader.optional_text("police");
  government.police_code = police_digits(reader, government.police);
  reader.finish();
  return government;
}

std::vector<DayRange> read_mourning(MapReader& site, Diagnostics& diagnostics) {
  return read_list<DayRange>(site.optional_list("mourning"), "mourning", diagnostics,
                             [](MapReader& reader, DayRange& days) { days = read_days(reader); });
}

std::vector<Notice> read_notices(MapReader& site, Diagnostics& diagnostics) {
  const auto fill = [&](MapReader& reader, Notice& notice) {
    notice.text = required_prose(reader, "text", diagnostics);
    notice.span = reader.span();
    notice.days = read_days(reader);
    notice.window = reader.optional_text("window");
    notice.window_span = reader.span_of("window");
  };
  return read_list<Notice>(site.optional_list("notices"), "notice", diagnostics, fill);
}

void check_notices(const std::vector<Notice>& notices, Day today, Diagnostics& diagnostics) {
  for (const Notice& notice : notices) {
    if (today <= notice.days.to) continue;
    diagnostics.warning(
        notice.span, "site.expired-notice",
        say("this notice ended on {day}: no page shows it", {{"day", to_iso(notice.days.to)}}),
        say("remove it, or give it a later 'to'"));
  }
}

}  // namespace core
