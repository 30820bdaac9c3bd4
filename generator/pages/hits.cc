// Tells pages by their addresses.
#include "generator/pages/hits.h"

#include <array>
#include <string_view>

#include "core/base/contains.h"
#include "generator/pages/page_place.h"

namespace generator {
namespace {

constexpr std::array<std::string_view, 2> kNeverFound = {"search", "sitemap"};
constexpr std::string_view kSigns = "signs/";
// Pages whose sections each answer something by themselves.
constexpr std::array<std::string_view, 6> kAnswers = {"faq",     "leaders", "measures",
                                                      "process", "scope",   "windows"};

}  // namespace

std::optional<HitKind> hit_kind_of(const PageSpec& spec, const core::Site& site) {
  if (core::contains(kNeverFound, spec.page) || spec.page.starts_with(kSigns) ||
      is_error_page(spec.page))
    return std::nullopt;
  if (const core::Window* window = site.window(spec.window))
    return window->level == "village" ? HitKind::village : HitKind::window;
  return spec.page.find('/') == std::string::npos ? HitKind::main : HitKind::publication;
}

std::optional<HitKind> kind_of_parts(const PageSpec& spec) {
  if (core::contains(kAnswers, spec.page)) return HitKind::question;
  if (spec.page == "units") return HitKind::unit;
  return std::nullopt;
}

}  // namespace generator
