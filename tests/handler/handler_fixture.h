// The base fixture: a real store whose database can fail, published sites, a settable clock, and
// cases whose steps are planned and recorded as on the desk. No network.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "handler/casework/recording.h"
#include "handler/casework/services.h"
#include "handler/web/response.h"
#include "tests/handler/cases/case_life.h"
#include "tests/handler/faulty_store.h"
#include "tests/support/fakes.h"
#include "tests/support/published_site.h"
#include "tests/support/temporary_folder.h"

namespace handler::testing {

const std::filesystem::path& source_folder();

const tests::PublishedSites& published();

class HandlerFixture {
 public:
  HandlerFixture();
  explicit HandlerFixture(const std::filesystem::path& published_root);
  ~HandlerFixture();
  HandlerFixture(const HandlerFixture&) = delete;
  HandlerFixture& operator=(const HandlerFixture&) = delete;

  const std::filesystem::path& data_folder() const { return folder_.path(); }
  std::shared_ptr<const view::LiveSite> site(const std::string& id = "demo");
  std::string opened(const store::Part& part) const;

  // What does not fit in all that was recorded so far, as verification tells it; "" if all does.
  // What is derived is not compared.
  std::string doubts() const;

  // -- cases

  store::CaseRecord record(cases::CaseId id);
  // The number of cases, read directly from the store.
  std::size_t case_count(const std::string& id = "demo");
  // A report as the portal makes it; `data` overrides the default facts.
  cases::CaseId report(const core::Json& data = core::Json::object(),
                       std::vector<store::Part> parts = {});
  // Plans an action by a user with all rights and records its events; throws if it is refused. A
  // new number is derived from `nonce`.
  void act(cases::CaseId id, const std::string& action, const cases::ActionInput& input = {},
           const std::string& nonce = {});
  void accept(cases::CaseId id, const std::string& tier = "general");

 private:
  store::PortalKeys keys_of_portal();
  store::DeskKeys keys_of_desk();

  tests::TemporaryFolder folder_;
  core::SealKeys seal_ = core::make_seal_keys();
  int reports_ = 0;

 public:
  bool keeps_names = false;  // of the versions that are met from now on
  tests::FixedClock clock;
  tests::FixedRandomness randomness;
  view::LiveSites sites;
  FaultyStore store;
  view::CaseRules rules;
  view::Services services;
};

// An answer that sends people away for now (429, 503) tells in Retry-After and on its page when to
// come again. The fixtures of portal and desk ask this of each of their answers.
void expect_says_when(const web::Response& answer);

bool says(const std::string& page, const std::string& text);
// Searches the visible words, without markup.
bool reads(const std::string& page, const std::string& text);

}  // namespace handler::testing
