// Plans the pages of windows: one spec per page, which only refers to its window.
#include "generator/pages/window_pages.h"

#include "core/page/page_frame.h"
#include "core/page/qr_code.h"
#include "generator/pages/coverage.h"
#include "generator/pages/windows.h"

namespace generator {

using core::Site;
using core::TemplateData;
using core::Texts;
using core::Window;

namespace {

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
  const std::string address = core::handler_root(site.identity) + "/report?window=";
  if (!address.starts_with('/')) return address;
  const std::size_t scheme = public_url.find("://");
  if (scheme == std::string::npos) return {};
  return public_url.substr(0, public_url.find('/', scheme + 3)) + address;
}

PageSpec page_of(const Site& site, const Texts& texts, const Window& window) {
  return {.page = "windows/" + window.id,
          .title = window.name,
          .template_name = "pages/window",
          .data = [&site, &texts,
                   &window](const std::string&) { return window_data(site, texts, window); },
          .sources = sources()};
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

}  // namespace

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
    if (!window.planned) pages.push_back(page_of(site, texts, window));
  }
  for (const Window& window : site.windows) {
    const bool has_sign = window.sign == "entrance" || window.sign == "desk";
    if (has_sign && !window.planned) pages.push_back(sign_of(site, texts, window, address));
  }
  return pages;
}

}  // namespace generator
