// Only the publisher writes the file: a new count goes through the draft as any other change.
#include "handler/desk/articles/figures_page.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "core/base/contains.h"
#include "handler/casework/published_figures.h"
#include "handler/desk/articles/item_form.h"
#include "handler/desk/page.h"
#include "handler/publishing/mark_of.h"

namespace handler::desk {
namespace {

using core::CountOf;
using core::Every;
using core::Period;
using core::Statistics;
using view::CountedFigures;

constexpr const char* kFile = "statistics.json";

std::string period_in_words(const core::Texts& texts, const Statistics& figures) {
  return texts.format("statistics.period", {{"from", core::chinese_date(figures.from)},
                                            {"to", core::chinese_date(figures.to)},
                                            {"as_of", core::chinese_date(figures.as_of)}});
}

// Of what is counted; events that change no figure do not count.
std::string mark_of_figures(Statistics figures) {
  figures.chain_head.clear();
  return publishing::mark_of_parts({core::statistics_as_json(figures)});
}

// A line of a table: what stands and what was counted; "": it has no such line.
struct FigureLine {
  std::string name;
  std::string before;
  std::string after;
};

FigureLine& line_of(std::vector<FigureLine>& lines, const std::string& name) {
  const auto found = std::ranges::find(lines, name, &FigureLine::name);
  return found == lines.end() ? lines.emplace_back(FigureLine{name, "", ""}) : *found;
}

void put_rates(const core::Texts& texts, const Statistics& figures, std::string FigureLine::*side,
               std::vector<FigureLine>& lines) {
  for (const core::Kpi& kpi : figures.kpis) {
    line_of(lines, texts.get("statistics.kpi." + kpi.id)).*side = texts.format(
        "desk.publishing.figures.rate", {{"numerator", std::to_string(kpi.numerator)},
                                         {"denominator", std::to_string(kpi.denominator)}});
  }
}

void put_counts(const std::vector<CountOf>& counts, std::string FigureLine::*side,
                std::vector<FigureLine>& lines) {
  for (const CountOf& one : counts) line_of(lines, one.name).*side = std::to_string(one.count);
}

void add_figure_table(core::TemplateData& data, const std::string& id, const std::string& title,
                      const std::vector<FigureLine>& lines, bool with_count) {
  if (lines.empty()) return;
  core::TemplateData& table = data.add("FIGURE_TABLE");
  table.set("TABLE_ID", id).set("TABLE_TITLE", title).show_if(with_count, "WITH_COUNT");
  for (const FigureLine& line : lines) {
    table.add("FIGURE_LINE")
        .set("LINE_NAME", line.name)
        .set("LINE_BEFORE", line.before)
        .set("LINE_AFTER", line.after)
        .show_if(with_count, "LINE_WITH_COUNT");
  }
}

void add_tables(core::TemplateData& data, const core::Texts& texts, const Statistics& standing,
                const Statistics* counted) {
  struct Table {
    const char* id;
    std::vector<CountOf> Statistics::*counts;
  };
  std::vector<FigureLine> rates;
  put_rates(texts, standing, &FigureLine::before, rates);
  if (counted != nullptr) put_rates(texts, *counted, &FigureLine::after, rates);
  add_figure_table(data, "rates", texts.get("statistics.table"), rates, counted != nullptr);
  for (const Table& table :
       {Table{"tier", &Statistics::by_tier}, Table{"unit", &Statistics::by_unit},
        Table{"cause", &Statistics::by_cause}}) {
    std::vector<FigureLine> lines;
    put_counts(standing.*table.counts, &FigureLine::before, lines);
    if (counted != nullptr) put_counts(counted->*table.counts, &FigureLine::after, lines);
    add_figure_table(data, table.id, texts.get("statistics." + std::string(table.id)), lines,
                     counted != nullptr);
  }
}

void add_figure_periods(core::TemplateData& data, const Visit& visit,
                        const std::optional<Period>& asked) {
  for (const Period& period : figure_periods(visit.today())) {
    data.add("PERIOD_CHOICE")
        .set("PERIOD_VALUE", core::to_text(period))
        .set("PERIOD_WORDS",
             visit.texts().format("changes.days",
                                  {{"from", core::chinese_date(period.from)},
                                   {"to", core::chinese_date(std::min(period.to, visit.today()))}}))
        .show_if(asked == period, "PERIOD_CHOSEN");
  }
}

void add_new_count(core::TemplateData& data, const Visit& visit, const Period& period,
                   const CountedFigures& counted) {
  const core::Texts& texts = visit.texts();
  data.show("HAS_COUNT")
      .set("COUNT_PERIOD", core::to_text(period))
      .set("COUNT_WHEN", period_in_words(texts, counted.statistics))
      .set("COUNT_MARK", mark_of_figures(counted.statistics))
      .show_if(counted.may_be_published(), "MAY_KEEP");
  data.set_optional("TOO_FEW", counted.may_be_published()
                                   ? std::string()
                                   : texts.format("desk.publishing.figures.too_few",
                                                  {{"count", std::to_string(counted.cases)}}));
  for (const std::string& rate : counted.rates_left_out) {
    data.add("LEFT_OUT")
        .set("LEFT_OUT_TEXT", texts.format("desk.publishing.figures.left_out",
                                           {{"name", texts.get("statistics.kpi." + rate)},
                                            {"least", std::to_string(core::kFewestShown)}}));
  }
}

struct Count {
  Period period;
  CountedFigures figures;
};

web::Response figures_page(const Editing& editing, int status, const std::optional<Count>& count,
                           const std::vector<FormMistake>& mistakes) {
  const Visit& visit = editing.visit;
  const auto& standing = editing.site().publications.statistics;
  core::TemplateData data;
  data.show_if(!standing, "NO_FIGURES")
      .set_optional("FIGURES_WHEN",
                    standing ? period_in_words(visit.texts(), *standing) : std::string());
  add_figure_periods(data, visit, count ? std::optional(count->period) : std::nullopt);
  if (count) add_new_count(data, visit, count->period, count->figures);
  add_tables(data, visit.texts(), standing.value_or(Statistics{}),
             count ? &count->figures.statistics : nullptr);
  add_problems(data, mistakes);
  add_kept_notice(data, editing);
  return desk_page(visit, status, "desk/publishing_figures",
                   visit.texts().get("desk.publishing.figures.title"), data);
}

std::optional<Period> offered_period(const Visit& visit, std::string_view text) {
  const std::optional<Period> period = core::period_from_text(text);
  if (!period || !core::contains(figure_periods(visit.today()), *period)) return std::nullopt;
  return period;
}

core::Result<CountedFigures> figures_for(const Visit& visit, const Period& period) {
  return view::count_figures(visit.services.store, visit.services.rules, visit.site, period,
                             visit.now());
}

}  // namespace

std::vector<Period> figure_periods(core::Day today) {
  const Period year = core::period_around(today, Every::year);
  const Period last_quarter =
      core::period_before(core::period_around(today, Every::quarter), Every::quarter);
  std::vector<Period> periods = {year};
  if (last_quarter.to > year.from) periods.push_back({year.from, last_quarter.to});
  for (const Period& one :
       {last_quarter, core::period_before(core::period_around(today, Every::month), Every::month),
        core::period_before(year, Every::year)}) {
    if (!core::contains(periods, one)) periods.push_back(one);
  }
  return periods;
}

web::Response show_figures(const Visit& visit) {
  const OpenedEditing opened = open_item_editing(visit);
  if (!opened.editing) return opened.refusal;
  if (!visit.request.query.has("period")) return figures_page(*opened.editing, 200, {}, {});
  const auto period = offered_period(visit, visit.request.query.get("period"));
  if (!period) {
    return figures_page(*opened.editing, 422, {},
                        {mistake_at(visit, "period", "desk.publishing.figures.no_period")});
  }
  core::Result<CountedFigures> counted = figures_for(visit, *period);
  if (!counted) return web::unavailable();
  return figures_page(*opened.editing, 200, Count{*period, *std::move(counted)}, {});
}

web::Response keep_figures(const Visit& visit) {
  const OpenedEditing opened = open_item_editing(visit);
  if (!opened.editing) return opened.refusal;
  const Editing& editing = *opened.editing;
  const auto period = offered_period(visit, visit.form.get("period"));
  if (!period) {
    return figures_page(editing, 422, {},
                        {mistake_at(visit, "period", "desk.publishing.figures.no_period")});
  }
  core::Result<CountedFigures> counted = figures_for(visit, *period);
  if (!counted) return web::unavailable();
  const std::string text = core::statistics_as_json(counted->statistics);
  const bool is_seen = mark_of_figures(counted->statistics) == visit.form.get("mark");
  const bool enough = counted->may_be_published();
  const Count count{*period, *std::move(counted)};
  if (!enough) return figures_page(editing, 422, count, {});
  if (!is_seen) {
    return figures_page(editing, 409, count,
                        {mistake_at(visit, "", "desk.publishing.figures.other_count")});
  }
  return keep_edit(
      editing,
      [&](const core::FolderTexts&) {
        return core::Result<core::FileChanges>(core::FileChanges{{kFile, text}});
      },
      editing.root() + "/figures",
      [&](const EditProblem& problem) {
        return figures_page(editing, problem.status, count, as_mistakes(problem.sentences));
      });
}

}  // namespace handler::desk
