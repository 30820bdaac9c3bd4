// Looks only at cases that the index names, folds each of them, and decides by the fold.
#include "handler/casework/retention.h"

#include <algorithm>
#include <exception>

#include "handler/cases/jobs/retention.h"
#include "handler/casework/destruction.h"
#include "handler/casework/recording.h"

namespace handler::view {
namespace {

struct Due {
  FoldedCase open;
  std::vector<core::Kept> classes;
  core::Day kept_until{};
};

const core::Retention& own_of(const FoldedCase& open) {
  return open.rules.version->policy.retention;
}

Due due_of(const Services& services, const LiveSite& site, FoldedCase open) {
  const core::Retention& present = site.rules->policy.retention;
  const core::Day today = core::day_of(services.clock.now());
  Due due{std::move(open), {}, {}};
  due.classes = cases::due_classes(own_of(due.open), present, due.open.folded, today);
  const auto kept = cases::kept_until(own_of(due.open), present, due.open.folded);
  if (!kept.empty()) due.kept_until = std::ranges::min(kept, {}, &cases::KeptUntil::last).last;
  return due;
}

// A merged case has no end of its own.
std::optional<core::Day> end_of(const cases::Case& folded) {
  return folded.ended_at ? std::optional(core::day_of(*folded.ended_at)) : std::nullopt;
}

std::vector<std::string> kept_words(const std::vector<core::Kept>& classes) {
  std::vector<std::string> words;
  words.reserve(classes.size());
  for (const core::Kept kept : classes) words.emplace_back(core::to_text(kept));
  return words;
}

// A hold on one case of a merged matter holds all of it, and so does what its main case waits for.
core::Result<bool> is_held(const Services& services, const LiveSite& site,
                           const cases::Case& subject) {
  if (subject.merged_into) {
    const std::optional<FoldedCase> main = main_of(services, site, subject);
    return !main || cases::spared(main->folded) != cases::Spared::no;
  }
  return is_on_hold(services, site, subject);
}

class Destroying {
 public:
  Destroying(Services& services, const LiveSite& site, DueReport& report)
      : services_(services), site_(site), report_(report) {}

  void look_at(const store::CaseRow& row) {
    try {
      note(row.id, destroy_or_count(row.id));
    } catch (const std::exception& error) {
      // One damaged case must not stop the others.
      note(row.id, core::Failure{core::FailureCode::corrupt, error.what()});
    }
  }

 private:
  core::Status destroy_or_count(cases::CaseId id) {
    core::Result<FoldedCase> open = fold_case(services_, site_, id);
    if (!open) return open.failure();
    const Due due = due_of(services_, site_, std::move(*open));
    if (due.classes.empty()) return count_anew(due.open);
    const core::Result<bool> held = is_held(services_, site_, due.open.folded);
    if (!held) return held.failure();
    if (*held) return core::success();
    return destroy(due);
  }

  // Its own case last: until then the next call finds it again.
  core::Status destroy(const Due& due) {
    std::vector<cases::CaseId> ids = due.open.folded.absorbed;
    ids.push_back(due.open.folded.id);
    for (const cases::CaseId id : ids) {
      core::Status done = destroy_texts(
          services_, {.site = site_.id(), .id = id, .classes = kept_words(due.classes)});
      if (!done) return done;
      report_.cases += 1;
    }
    report_.looked += 1;
    return core::success();
  }

  core::Status count_anew(const FoldedCase& open) {
    report_.looked += 1;
    const auto done = record(services_, site_, open, {}, {});
    return done ? core::success() : core::Status(done.failure());
  }

  // A case that was changed meanwhile is left to the next call.
  void note(cases::CaseId id, const core::Status& done) {
    if (done || done.failure().code == core::FailureCode::conflict) return;
    report_.failures.push_back("site " + site_.id() + ", case " + std::to_string(id) + ": " +
                               done.failure().message);
  }

  Services& services_;
  const LiveSite& site_;
  DueReport& report_;
};

// Calls `look` for each case that the index names, until it says that it has seen enough.
core::Status for_each_named(Services& services, const LiveSite& site,
                            const std::function<bool(const store::CaseRow&)>& look) {
  store::RetentionQuery query;
  query.site = site.id();
  query.now = services.clock.now();
  query.retention = cases::retention_word(site.rules->policy.retention);
  while (true) {
    const core::Result<std::vector<store::CaseRow>> rows = services.store.cases_to_destroy(query);
    if (!rows) return rows.failure();
    for (const store::CaseRow& row : *rows) {
      if (!look(row)) return core::success();
    }
    if (rows->size() < static_cast<std::size_t>(query.limit)) return core::success();
    query.behind = rows->back().id;
  }
}

}  // namespace

core::Result<bool> is_on_hold(const Services& services, const LiveSite& site,
                              const cases::Case& subject) {
  const std::optional<FoldedCase> main = main_of(services, site, subject);
  if (subject.merged_into && !main)
    return core::Failure{core::FailureCode::unavailable, "the main case cannot be read"};
  const cases::Case& head = main ? main->folded : subject;
  if (head.on_hold || subject.on_hold) return true;
  for (const cases::CaseId id : head.absorbed) {
    const core::Result<FoldedCase> merged = fold_case(services, site, id);
    if (!merged) return merged.failure();
    if (merged->folded.on_hold) return true;
  }
  return false;
}

void keep_what_is_on_hold(const Services& services, const LiveSite& site,
                          const cases::Case& subject, const cases::ActionRule& rule,
                          cases::ActionOutcome& outcome) {
  if (rule.effect != cases::Effect::withdraws_file || !outcome.refused.empty()) return;
  const core::Result<bool> held = is_on_hold(services, site, subject);
  if (!held || *held) outcome = {.refused = "kept_on_hold"};
}

void destroy_due(Services& services, const LiveSite& site, int most,
                 const std::function<bool()>& stop, DueReport& report) {
  Destroying destroying(services, site, report);
  const core::Status all = for_each_named(services, site, [&](const store::CaseRow& row) {
    if (stop() || report.looked >= most) return false;
    destroying.look_at(row);
    return true;
  });
  if (!all) report.failures.push_back("site " + site.id() + ": " + all.failure().message);
}

core::Result<std::vector<DueCase>> list_due(Services& services, const LiveSite& site) {
  std::vector<DueCase> found;
  std::optional<core::Failure> failed;
  const core::Status all = for_each_named(services, site, [&](const store::CaseRow& row) {
    core::Result<FoldedCase> open = fold_case(services, site, row.id);
    if (!open) failed = open.failure();
    if (!open) return false;
    const Due due = due_of(services, site, std::move(*open));
    if (due.classes.empty()) return true;
    const cases::Case& folded = due.open.folded;
    const core::Result<bool> held = is_held(services, site, folded);
    if (!held) failed = held.failure();
    if (!held) return false;
    if (*held) return true;
    found.push_back({folded.id, folded.serial, due.classes, end_of(folded), due.kept_until,
                     folded.absorbed.size()});
    return true;
  });
  if (failed) return *failed;
  if (!all) return all.failure();
  return found;
}

}  // namespace handler::view
