// Plans the pages of windows, and fills them in. A page copies only the data of its own window and
// its neighbours, never the whole list.
#include "generator/pages/windows.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/page/page_frame.h"
#include "core/page/qr_code.h"
#include "generator/pages/coverage.h"

namespace generator {

using core::Site;
using core::TemplateData;
using core::Texts;
using core::Window;

namespace {

// With more windows than this, the directory lists towns, and each town's page lists its villages.
constexpr std::size_t kMostListed = 1000;

bool is_town(const Window& window) {
  return window.level == "town";
}

// The nearest window above that is open.
const Window* open_above(const Site& site, const Window& window) {
  const Window* above = site.windows.above(window);
  while (above != nullptr && above->planned) above = site.windows.above(*above);
  return above;
}

bool stands_under_a_town(const Site& site, const Window& window) {
  const Window* above = site.windows.above(window);
  return above != nullptr && is_town(*above);
}

void add_link(TemplateData& data, const std::string& section, const Window& window,
              const std::string& label) {
  data.add(section).set("LINK_ID", window.id).set("LINK_NAME", label);
}

int open_below(const Site& site, const Window& town) {
  const auto below = site.windows.below(town);
  return static_cast<int>(
      std::ranges::count_if(below, [&](auto i) { return !site.windows[i].planned; }));
}

void add_town(TemplateData& data, const Site& site, const Window& town, bool lists_villages) {
  TemplateData& shown = data.add("TOWN");
  shown.set("TOWN_ID", town.id)
      .set("TOWN_NAME", town.short_name())
      .show_if(!town.planned, "TOWN_OPEN")
      .show_if(town.planned, "TOWN_PLANNED");
  const int villages = open_below(site, town);
  if (!lists_villages && villages > 0) {
    shown.set("COUNT", villages).show("VILLAGES_COUNTED");
    return;
  }
  for (const auto i : site.windows.below(town)) {
    const Window& village = site.windows[i];
    if (!village.planned) add_link(shown, "VILLAGE", village, village.short_name());
  }
  shown.show_if(villages > 0, "HAS_VILLAGES");
}

std::vector<std::string> sources() {
  return {"site.yaml", "texts.yaml", "windows.yaml", "windows.csv", "windows/", "policy.yaml"};
}

using SharedData = TemplateData (*)(const Site&, const Texts&);

PageSpec shared_page(const Site& site, const Texts& texts, const std::string& page,
                     SharedData data) {
  return {.page = page,
          .title = texts.get(page + ".title"),
          .template_name = "pages/" + page,
          .data = [&site, &texts, data](const std::string&) { return data(site, texts); },
          .sources = sources()};
}

// The address of the report form for readers of a printed sheet; empty if it is not known.
std::string report_address(const Site& site, const std::string& public_url) {
  std::string address = core::handler_root(site.identity) + "/report?window=";
  if (!address.starts_with('/')) return address;
  const std::size_t scheme = public_url.find("://");
  if (scheme == std::string::npos) return {};
  return public_url.substr(0, public_url.find('/', scheme + 3)) + address;
}

PageSpec page_of_window(const Site& site, const Texts& texts, const Window& window) {
  return {.page = "windows/" + window.id,
          .title = window.name,
          .template_name = "pages/window",
          .data = [&site, &texts,
                   &window](const std::string&) { return window_data(site, texts, window); },
          .sources = sources(),
          .window = window.id};
}

PageSpec sign_of(const Site& site, const Texts& texts, const Window& window,
                 const std::string& address) {
  return {.page = "signs/" + window.id,
          .title = texts.get("signs." + window.sign) + " - " + window.name,
          .template_name = "pages/sign_" + window.sign,
          .data =
              [&site, &texts, &window, address](const std::string&) {
                return sign_data(site, texts, window, address.empty() ? "" : address + window.id);
              },
          .sources = sources(),
          .one_edition = true};
}

TemplateData signs_data(const Site& site, const Texts& texts) {
  TemplateData data;
  const bool lists_villages = site.windows.size() <= kMostListed;
  for (const Window& window : site.windows) {
    if (window.planned || window.sign == "none" || window.sign.empty()) continue;
    if (window.level == "village" && !lists_villages) continue;
    data.add("SIGN")
        .set("LINK_ID", window.id)
        .set("LINK_NAME", window.name)
        .set("SIGN_KIND", texts.get("signs." + window.sign));
  }
  return data.show_if(!lists_villages, "VILLAGES_ELSEWHERE");
}

}  // namespace

std::string hours_text(const core::OfficeHours& hours, const Texts& texts) {
  std::vector<std::string> openings;
  for (const core::Opening& opening : hours.openings) {
    openings.push_back(core::to_text(opening.from) + "-" + core::to_text(opening.to));
  }
  return core::joined(openings, texts.get("contact.list"));
}

void set_call_hours(TemplateData& data, const Site& site, const Texts& texts) {
  if (site.windows.empty()) return;
  const auto& hours = site.windows.front().hours;
  if (hours && hours->published) data.set_optional("CALL_HOURS", hours_text(*hours, texts));
}

void set_window_facts(TemplateData& data, const Site& site, const Window& window,
                      const Texts& texts) {
  const bool prints_hours = window.hours && window.hours->published;
  data.set("WINDOW_ID", window.id)
      .set("WINDOW_TITLE", window.name)
      .set("WINDOW_LEVEL", texts.get("level." + window.level))
      .set_optional("WINDOW_HALL", window.hall)
      .set_optional("WINDOW_PLACE", window.place)
      .set_optional("WINDOW_ADDRESS", window.address)
      .set_optional("WINDOW_PHONE", window.phone)
      .set("WINDOW_DIALLED", core::dialled(window.phone))
      .show_if(window.phone.empty(), "NO_WINDOW_PHONE")
      .show_if(!prints_hours, "NO_WINDOW_HOURS");
  for (const std::string& phone : window.more_phones) {
    data.add("MORE_PHONE").set("NEXT_PHONE", phone).set("NEXT_DIALLED", core::dialled(phone));
  }
  if (prints_hours) data.set_optional("WINDOW_HOURS", hours_text(*window.hours, texts));
  if (const Window* from = site.window(window.phone_from)) {
    data.set_optional("PHONE_FROM", from->short_name());
  }
  if (const Window* from = site.window(window.hours_from)) {
    data.set_optional("HOURS_FROM", from->short_name());
  }
}

TemplateData window_directory_data(const Site& site, const Texts&) {
  TemplateData data;
  const bool lists_villages = site.windows.size() <= kMostListed;
  for (const Window& window : site.windows) {
    if (is_town(window)) {
      add_town(data, site, window, lists_villages);
    } else if (!window.planned && !stands_under_a_town(site, window)) {
      add_link(data, "TOP", window, window.name);
    }
  }
  const std::vector<TemplateData>* towns = data.items("TOWN");
  const bool many = towns != nullptr && towns->size() > 1;
  return data.show_if(data.has_items("TOP"), "HAS_TOP").show_if(many, "HAS_TOWNS");
}

TemplateData window_data(const Site& site, const Texts& texts, const Window& window) {
  TemplateData data;
  set_window_facts(data, site, window, texts);
  data.set("MAIN", site.windows.front().short_name()).show_if(window.sign != "none", "HAS_SIGN");
  if (window.set_up) data.set_optional("SINCE", core::chinese_date(*window.set_up));
  if (const Window* above = open_above(site, window)) {
    data.set("ABOVE_ID", above->id).set_optional("ABOVE", above->name);
  }
  for (const auto i : site.windows.below(window)) {
    const Window& below = site.windows[i];
    if (!below.planned) add_link(data, "BELOW", below, below.short_name());
  }
  return data.show_if(data.has_items("BELOW"), "HAS_BELOW");
}

TemplateData sign_data(const Site& site, const Texts& texts, const Window& window,
                       const std::string& code_address) {
  TemplateData data;
  set_window_facts(data, site, window, texts);
  for (const core::Kind& kind : site.policy.kinds) data.add("KIND").set("KIND_NAME", kind.name);
  data.show_if(code_address.empty(), "NO_CODE");
  if (code_address.empty()) return data;
  const core::Result<core::QrCode> code = core::make_qr_code(code_address);
  if (!code) return data.show("NO_CODE");
  return data.set("QR_SIZE", code->size).set_optional("QR_PATH", code->path);
}

std::vector<PageSpec> window_pages(const Site& site, const Texts& texts,
                                   const std::string& public_url) {
  std::vector<PageSpec> pages = {shared_page(site, texts, "windows", window_directory_data),
                                 shared_page(site, texts, "coverage", coverage_data),
                                 shared_page(site, texts, "signs", signs_data)};
  pages.reserve(pages.size() + 2 * site.windows.size());
  const std::string address = report_address(site, public_url);
  for (const Window& window : site.windows) {
    if (!window.planned) pages.push_back(page_of_window(site, texts, window));
  }
  for (const Window& window : site.windows) {
    const bool has_sign = window.sign == "entrance" || window.sign == "desk";
    if (has_sign && !window.planned) pages.push_back(sign_of(site, texts, window, address));
  }
  return pages;
}

}  // namespace generator
