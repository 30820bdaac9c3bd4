// Compares files with the limits of the policy.
#include "handler/cases/actions/take_files.h"

#include <algorithm>
#include <numeric>

namespace handler::cases {
namespace {

std::uint64_t bytes_of(const std::vector<OfferedFile>& files) {
  return std::accumulate(
      files.begin(), files.end(), std::uint64_t{0},
      [](std::uint64_t sum, const OfferedFile& file) { return sum + file.bytes; });
}

std::uint64_t in_bytes(int megabytes) {
  return static_cast<std::uint64_t>(megabytes) * core::kMegabyte;
}

// A report that came above the site's budget takes none until it is admitted.
bool is_closed_before_acceptance(const core::FileRule& rule, const Case& subject) {
  return !subject.accepted_at && (rule.before_acceptance == 0 || subject.waits_aside());
}

// Before acceptance the window has not seen yet who sends what.
std::optional<FileLimit> exceeded_before_acceptance(const Plan& plan, const core::FileRule& rule) {
  const bool by_reporter = plan.actor == nullptr;
  if (!by_reporter || plan.subject.accepted_at) return std::nullopt;
  if (is_closed_before_acceptance(rule, plan.subject))
    return FileLimit{"files_not_before_acceptance", rule.before_acceptance};
  const std::uint64_t sum =
      standing_files_of_reporter(plan.subject.files).bytes + bytes_of(plan.input.files);
  if (sum <= in_bytes(rule.before_acceptance)) return std::nullopt;
  return FileLimit{"files_too_large_before_acceptance", rule.before_acceptance};
}

std::optional<FileLimit> exceeded(const Plan& plan) {
  const core::FileRule rule = plan.rules.policy->file_rule();
  const std::vector<OfferedFile>& files = plan.input.files;
  const auto count = static_cast<int>(files.size());
  if (count > rule.most) return FileLimit{"files_too_many", rule.most};
  const bool too_large = std::ranges::any_of(
      files, [&](const OfferedFile& file) { return file.bytes > in_bytes(rule.each); });
  if (too_large) return FileLimit{"files_too_large", rule.each};
  if (standing_files(plan.subject.files).count + count > rule.of_case)
    return FileLimit{"files_too_many_of_case", rule.of_case};
  return exceeded_before_acceptance(plan, rule);
}

}  // namespace

std::optional<FileLimit> no_room_for_reporter(const core::FileRule& rule, const Case& subject) {
  if (is_closed_before_acceptance(rule, subject))
    return FileLimit{"files_not_before_acceptance", rule.before_acceptance};
  if (standing_files(subject.files).count >= rule.of_case)
    return FileLimit{"files_too_many_of_case", rule.of_case};
  return std::nullopt;
}

void take_files(Plan& plan, const ActionField& field) {
  const std::vector<OfferedFile>& files = plan.input.files;
  if (files.empty()) return;
  if (const std::optional<FileLimit> limit = exceeded(plan)) {
    plan.mistake(field.id, limit->code, limit->limit);
    return;
  }
  core::Json facts = core::Json::array();
  for (std::size_t i = 0; i < files.size(); ++i) {
    facts.push_back(to_text(files[i]));
    plan.event.files.push_back({file_field(i), field.for_reporter});
  }
  plan.event.data[std::string(kFiles)] = std::move(facts);
}

}  // namespace handler::cases
