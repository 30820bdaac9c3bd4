// Published sites and the address of this process: together, or refused with both named.
#include "handler/health/site_address.h"

#include <gtest/gtest.h>

#include "core/base/exit_codes.h"
#include "tests/support/sample_site.h"

namespace handler::health {
namespace {

core::PublicAddress address(const std::string& base_url) {
  return *core::read_public_address(base_url);
}

core::PublishedSite built_for(const std::string& base_url) {
  core::PublishedSite site;
  site.loaded.site = tests::sample_site();
  site.frame.origin = address(base_url).origin;
  site.frame.base_path = address(base_url).path;
  site.loaded.site.identity.place_at(site.frame.base_path);
  return site;
}

std::string refusal(const core::PublishedSite& site, const std::string& base_url) {
  const core::PublicAddress own = address(base_url);
  const core::Status fits = check_address(site, own, own.handler_prefix());
  if (fits) return "";
  EXPECT_EQ(core::exit_code::of(fits.failure()), core::exit_code::kMisconfigured);
  return fits.failure().message;
}

TEST(SiteAddress, FitsWhereBothProgramsReadTheSame) {
  for (const char* base_url : {"/", "/window/", "https://a.example/", "https://a.example/window/"})
    EXPECT_EQ(refusal(built_for(base_url), base_url), "") << base_url;
  // One of the two may not know its origin.
  EXPECT_EQ(refusal(built_for("/window/"), "https://a.example/window/"), "");
  EXPECT_EQ(refusal(built_for("https://a.example/window/"), "/window/"), "");
}

TEST(SiteAddress, IsRefusedWhereFormsWouldLeadNowhere) {
  const std::string told = refusal(built_for("https://a.example/window/"), "/");
  EXPECT_NE(told.find("the site 'yangli' sends its forms to /window/handle, but this handler "
                      "answers below /handle: set one base-url for both programs, build again"),
            std::string::npos)
      << told;
  EXPECT_NE(refusal(built_for("/"), "/window/"), "");
  EXPECT_NE(refusal(built_for("https://a.example/"), "https://b.example/"), "");
}

TEST(SiteAddress, MayHaveItsFormsAtAnotherOrigin) {
  core::PublishedSite site = built_for("https://a.example/");
  site.loaded.site.identity.has_own_handler_url = true;
  site.loaded.site.identity.handler_url = "https://forms.example/handle";
  EXPECT_EQ(refusal(site, "https://forms.example/"), "");
  EXPECT_NE(refusal(site, "https://forms.example/other/"), "");
}

}  // namespace
}  // namespace handler::health
