// The calls of the store about drafts and publications, for the test that refuses their statements.
#pragma once

#include "tests/handler/store/refusal_calls.h"

namespace test::refusal {

inline std::vector<Call> calls_of_publishing() {
  const core::Instant now = moment(std::string(kNow));
  const std::string content = store::content_hash(publication("pingyi").files);
  const auto number = [](std::int64_t id) { return id; };
  return {
      {"draft",
       [](Store& s) {
         return said(s.draft(1, "demo"), [](const auto& draft) { return draft.files.size(); });
       },
       kReads},
      {"keep_draft",
       [=](Store& s) {
         return said(s.keep_draft(1, "demo", 1, {{"a.md", "", "x"}, {"b.md", "base", {}}}, now),
                     number);
       },
       kWrites},
      {"keep_draft, the first",
       [=](Store& s) {
         return said(s.keep_draft(2, "demo", 0, {{"a.md", "", "x"}}, now), number);
       },
       kWrites},
      {"keep_draft, nothing",
       [=](Store& s) { return said(s.keep_draft(1, "demo", 1, {}, now), number); }, kWrites},
      {"drop_draft", [](Store& s) { return said(s.drop_draft(1, "demo")); }, kWrites},
      {"left_drafts", [](Store& s) { return how_many(s.left_drafts("demo")); }, kReads},
      {"take_over_draft",
       [=](Store& s) {
         return said(s.take_over_draft({1, "demo", 1, now}, 2));
       },
       kWrites},
      {"drop_left_draft",
       [=](Store& s) {
         return said(s.drop_left_draft({1, "demo", 1, now}));
       },
       kWrites},
      {"drop_left_drafts",
       [=](Store& s) { return said(s.drop_left_drafts(now + std::chrono::days{400})); }, kWrites},
      {"ask_publication",
       [=](Store& s) { return said(s.ask_publication(publication("demo"), 1), number); }, kWrites},
      {"is_handed_over_by",
       [](Store& s) { return said(s.is_handed_over_by(1, 2), [](bool is_it) { return is_it; }); },
       kReads},
      {"add_step",
       [=](Store& s) {
         return said(s.add_step(1, {store::PublicationAct::agreed, 2, now, ""}, content));
       },
       kWrites},
      {"add_step, withdrawn",
       [=](Store& s) {
         return said(s.add_step(1, {store::PublicationAct::withdrawn, 1, now, ""}));
       },
       kWrites},
      {"publication",
       [](Store& s) {
         return said(s.publication(1), [](const auto& one) { return one.files.size(); });
       },
       kReads},
      {"publications", [](Store& s) { return how_many(s.publications("pingyi", 5)); }, kReads},
      {"open_publications", [](Store& s) { return how_many(s.open_publications("demo")); }, kReads},
      {"to_carry_out", [](Store& s) { return how_many(s.to_carry_out()); }, kReads},
  };
}

}  // namespace test::refusal
