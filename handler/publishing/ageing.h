// What of a site's content grows old: what an editor is reminded of.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/changes/site_changes.h"
#include "core/site/site.h"

namespace handler::publishing {

struct Ageing {
  enum class What {
    figures,     // older than three months
    news,        // the newest is older than six months
    roster,      // a body's list is older than a year
    post_ended,  // a member whose last day has passed
    duty_ends,   // the roster ends within two weeks, or has ended
    empty,       // a column without anything in it
  };

  What what = What::figures;
  core::ChangeArea area = core::ChangeArea::figures;
  std::string name;              // of the body, or the member's role and name
  std::optional<core::Day> day;  // since when, or until when
  std::string window;            // of the body; empty: the whole site's
};
inline constexpr std::array<std::pair<Ageing::What, std::string_view>, 6> kAgeings = {{
    {Ageing::What::figures, "figures"},
    {Ageing::What::news, "news"},
    {Ageing::What::roster, "roster"},
    {Ageing::What::post_ended, "post_ended"},
    {Ageing::What::duty_ends, "duty_ends"},
    {Ageing::What::empty, "empty"},
}};

// In the order of the subjects. A duty roster without entries has no end: the document may give
// only the rule. Pure.
std::vector<Ageing> grown_old(const core::Site& site, core::Day today);

}  // namespace handler::publishing
