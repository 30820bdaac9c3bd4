// A window on a real store: it takes reports, works on cases and destroys what is asked, as the
// handler does.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "handler/cases/actions/plan_action.h"
#include "handler/casework/services.h"
#include "tests/power_cuts/ledger.h"
#include "tests/support/fakes.h"

namespace power {

namespace fs = std::filesystem;

// What outlives every power cut.
struct World {
  tests::FixedClock clock;
  tests::FixedRandomness randomness;
  core::SealKeys seal = core::make_seal_keys();

  // At least `bytes` of personal text, as if it were sealed.
  store::Part part(const std::string& field, std::size_t bytes);
  // A file of that many bytes with its part, as if they were sealed.
  store::Part file(std::size_t bytes);
  // Opens the store as the handler does; `in_groups` as the server, otherwise as one CGI process.
  core::Result<std::unique_ptr<store::Store>> open_store(const fs::path& folder, bool in_groups);
};

// The path of the database in a data folder.
std::string database_in(const fs::path& folder);
// The rules that the sites publish.
handler::view::LiveSites& published_sites();

class Hall {
 public:
  Hall(std::unique_ptr<store::Store> store, World& world);

  store::Store& store() { return *store_; }
  handler::view::Services& services() { return services_; }

  // Sends the report, also for a second time. What is answered says whether it was there already.
  core::Result<store::AddedReport> report(SentCase& sent);
  // The next step of a case on its way to the end and to the destruction of its texts; does nothing
  // once it is there.
  core::Status step(SentCase& sent);

 private:
  std::shared_ptr<const handler::view::LiveSite> site();
  core::Status act(SentCase& sent, const std::string& action,
                   const handler::cases::ActionInput& input);
  core::Status destroy(SentCase& sent);

  World& world_;
  std::unique_ptr<store::Store> store_;
  handler::view::CaseRules rules_;
  handler::view::Services services_;
};

}  // namespace power
