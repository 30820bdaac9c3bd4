// Applies the events that keep cases in order: filing, merging and changes of the number.
#include "handler/cases/fold/fold_keeping.h"

#include "core/base/check.h"
#include "core/base/contains.h"

namespace handler::cases {
namespace {

CaseId case_in(const core::Json& data, std::string_view key) {
  const auto found = data.find(key);
  BANCHENG_CHECK(found != data.end() && found->is_number_integer());
  return found->get<CaseId>();
}

std::vector<CaseId> cases_in(const core::Json& data, std::string_view key) {
  const auto found = data.find(key);
  return found == data.end() ? std::vector<CaseId>() : found->get<std::vector<CaseId>>();
}

}  // namespace

namespace apply {

void archived(Folding& folding, const Event&) {
  folding.result.archived = true;
}

// The state stays, but the main case is handled instead: no deadline runs here any more.
void merged(Folding& folding, const Event& event) {
  Case& subject = folding.result;
  if (subject.state == core::CaseState::awaiting_materials) subject.state = folding.before_pause;
  folding.clocks.resume(event.counted_at());
  folding.clocks.stop_all(event.counted_at());
  subject.merged_into = case_in(event.data, "into");
}

void merged_in(Folding& folding, const Event& event) {
  std::vector<CaseId>& absorbed = folding.result.absorbed;
  absorbed.push_back(case_in(event.data, "from"));
  const std::vector<CaseId> with = cases_in(event.data, "with");
  absorbed.insert(absorbed.end(), with.begin(), with.end());
}

void absorbed_told(Folding& folding, const Event& event) {
  std::vector<CaseId>& told = folding.result.absorbed_told;
  for (const CaseId id : cases_in(event.data, "cases")) {
    if (!core::contains(told, id)) told.push_back(id);
  }
}

void number_changed(Folding& folding, const Event&) {
  folding.result.known_to_staff = false;
}

void number_reissued(Folding& folding, const Event&) {
  folding.result.known_to_staff = true;
}

}  // namespace apply
}  // namespace handler::cases
