// Takes matter, unit and cause of each case of the period, and shows the groups.
#include "handler/desk/leaders/problems.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/text.h"
#include "handler/cases/figures/problems.h"
#include "handler/desk/casework/case_page.h"
#include "handler/desk/page.h"
#include "handler/desk/paper/csv.h"
#include "handler/desk/paper/period.h"
#include "handler/view/event_words.h"

namespace handler::desk {
namespace {

constexpr std::size_t kMostGroupsShown = 20;
constexpr std::size_t kMostCasesNamed = 12;  // of one group; the file lists all

// nullopt for a case that was never accepted.
std::optional<cases::Problem> problem_of(const Visit& visit, const OpenCase& open) {
  if (!open.folded.accepted_at) return std::nullopt;
  const std::string cause = open.folded.latest_cause();
  return cases::Problem{
      open.folded.id, case_name(visit, open.folded), open.record.row.matter,
      core::unit_name(visit.model(), open.folded.unit),
      cause.empty() ? cause : view::cause_name(open.rules.version->policy, visit.texts(), cause)};
}

std::vector<cases::Problem> problems_of(const Visit& visit, const std::vector<OpenCase>& cases) {
  std::vector<cases::Problem> problems;
  for (const OpenCase& open : cases) {
    if (auto problem = problem_of(visit, open)) problems.push_back(std::move(*problem));
  }
  return problems;
}

void add_repeated(core::TemplateData& data, const std::vector<cases::CommonProblem>& groups) {
  std::size_t shown = 0;
  for (const cases::CommonProblem& group : groups) {
    if (group.cases.size() < cases::kFewestAlike || shown++ == kMostGroupsShown) break;
    const cases::Problem& first = group.cases.front();
    core::TemplateData& row = data.add("REPEATED");
    row.set("PROBLEM_MATTER", first.matter)
        .set_optional("PROBLEM_UNIT", first.unit)
        .set_optional("PROBLEM_CAUSE", first.cause)
        .set("PROBLEM_COUNT", static_cast<int>(group.cases.size()));
    // Not std::views::take: clang 14 cannot compile it with the library of g++ 12.
    for (const cases::Problem& one :
         std::span(group.cases).first(std::min(group.cases.size(), kMostCasesNamed))) {
      row.add("PROBLEM_CASE").set("CASE_ID", std::to_string(one.id)).set("CASE_NAME", one.name);
    }
    row.show_if(group.cases.size() > kMostCasesNamed, "PROBLEM_MORE");
  }
  data.show_if(shown > 0, "HAS_REPEATED").show_if(shown == 0, "NONE_REPEATED");
}

web::Response problems_file(const Visit& visit, const core::Period& period,
                            const std::vector<cases::CommonProblem>& groups) {
  const core::Texts& texts = visit.texts();
  std::vector<CsvRow> rows = {{texts.get("desk.problems.matter"), texts.get("desk.problems.unit"),
                               texts.get("desk.problems.cause"), texts.get("desk.problems.count"),
                               texts.get("desk.problems.cases")}};
  for (const cases::CommonProblem& group : groups) {
    const cases::Problem& first = group.cases.front();
    std::vector<std::string> names;
    for (const cases::Problem& one : group.cases) names.push_back(one.name);
    rows.push_back({first.matter, first.unit, first.cause, std::to_string(group.cases.size()),
                    core::joined(names, texts.get("desk.list_comma"))});
  }
  return csv_file(visit.site.id() + "-problems-" + core::to_text(period) + ".csv", rows);
}

web::Response problems_page(const Visit& visit, const core::Period& period,
                            const std::vector<cases::Problem>& problems) {
  const core::Texts& texts = visit.texts();
  core::TemplateData data;
  add_period_choice(data, visit);
  data.set("PERIOD_SHOWN", period_words(texts, period))
      .set("PROBLEMS", static_cast<int>(problems.size()))
      .show("HAS_PERIOD");
  add_repeated(data, cases::common_problems(problems));
  using cases::Problem;
  add_counts(data, texts.get("desk.problems.by_cause"),
             cases::most_frequent(problems, &Problem::cause, kMostGroupsShown));
  add_counts(data, texts.get("desk.problems.by_matter"),
             cases::most_frequent(problems, &Problem::matter, kMostGroupsShown));
  add_counts(data, texts.get("desk.problems.by_unit"),
             cases::most_frequent(problems, &Problem::unit, kMostGroupsShown));
  return desk_page(visit, 200, "desk/problems", texts.get("desk.problems.title"), data);
}

web::Response too_many_page(const Visit& visit) {
  core::TemplateData data;
  add_period_choice(data, visit);
  data.show("TOO_MANY").set("MOST", kMostCasesAtOnce);
  return desk_page(visit, 422, "desk/problems", visit.texts().get("desk.problems.title"), data);
}

}  // namespace

web::Response show_problems(const Visit& visit) {
  if (!visit.may("overview")) return web::forbidden();
  const std::optional<core::Period> period = chosen_period(visit);
  if (!period) return web::bad_request();
  const core::Result<std::vector<OpenCase>> cases = cases_of(visit, *period);
  if (!cases && cases.failure().code == core::FailureCode::refused) return too_many_page(visit);
  if (!cases) return web::unavailable();
  const std::vector<cases::Problem> problems = problems_of(visit, *cases);
  if (visit.request.query.get("as") == "csv")
    return problems_file(visit, *period, cases::common_problems(problems));
  return problems_page(visit, *period, problems);
}

}  // namespace handler::desk
