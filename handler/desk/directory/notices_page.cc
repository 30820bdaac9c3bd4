// Lists the notices of the draft by day, and changes one by its place and mark.
#include "handler/desk/directory/notices_page.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/ascii.h"
#include "core/base/text.h"
#include "handler/desk/directory/notice_fields.h"
#include "handler/desk/page.h"
#include "handler/publishing/directory/notice_edits.h"

namespace handler::desk {
namespace {

using core::Notice;
using publishing::NoticeSpot;

const std::vector<Notice>& notices_of(const Editing& editing) {
  return editing.site().identity.notices;
}

const char* notice_group(const Notice& notice, core::Day today) {
  if (notice.days.holds(today)) return "now";
  return today < notice.days.from ? "coming" : "over";
}

void add_notice(core::TemplateData& group, const Editing& editing, std::size_t index) {
  const Visit& visit = editing.visit;
  const Notice& notice = notices_of(editing)[index];
  const core::Window* window = editing.site().window(notice.window);
  group.add("NOTICE_ROW")
      .set("NOTICE_INDEX", std::to_string(index))
      .set("NOTICE_WORDS", notice.text)
      .set("NOTICE_DAYS",
           notice.days.from == notice.days.to
               ? core::to_iso(notice.days.from)
               : visit.texts().format("changes.days", {{"from", core::to_iso(notice.days.from)},
                                                       {"to", core::to_iso(notice.days.to)}}))
      .set("NOTICE_WHERE", window != nullptr
                               ? window->short_name()
                               : visit.texts().get("desk.publishing.notices.everywhere"));
}

// The notices that are over and may be taken away, "0:MARK 3:MARK".
std::string over_ones(const Editing& editing) {
  std::vector<std::string> spots;
  for (std::size_t i = 0; i < notices_of(editing).size(); ++i) {
    const Notice& notice = notices_of(editing)[i];
    if (notice.days.to < editing.visit.today() && may_change(editing, notice))
      spots.push_back(std::to_string(i) + ":" + publishing::mark_of(notice));
  }
  return core::joined(spots, " ");
}

web::Response notice_list_page(const Editing& editing, int status, const web::Fields& typed,
                               const std::vector<FormMistake>& mistakes) {
  const Visit& visit = editing.visit;
  core::TemplateData data;
  bool any = false;
  for (const std::string group : {"now", "coming", "over"}) {
    core::TemplateData shown;
    for (std::size_t i = 0; i < notices_of(editing).size(); ++i) {
      const Notice& notice = notices_of(editing)[i];
      if (group == notice_group(notice, visit.today()) && may_change(editing, notice))
        add_notice(shown, editing, i);
    }
    if (!shown.has_items("NOTICE_ROW")) continue;
    any = true;
    data.add("NOTICE_GROUP")
        .set("GROUP_TITLE", visit.texts().get("desk.publishing.notices." + group))
        .set("GROUP_HEADING", group + "-heading")
        .merge(std::move(shown));
  }
  data.show_if(!any, "NO_ROWS").set_optional("OVER_ONES", over_ones(editing));
  add_notice_fields(data, editing, typed, mistakes);
  add_problems(data, mistakes);
  add_kept_notice(data, editing);
  return desk_page(visit, status, "desk/publishing_notices",
                   visit.texts().get("desk.publishing.notices.title"), data);
}

// A notice of the editor's scope, as the draft has it.
struct OpenNotice {
  Editing editing;
  std::size_t index = 0;

  const Notice& notice() const { return notices_of(editing)[index]; }
  NoticeSpot spot() const { return {index, std::string(editing.visit.form.get("mark"))}; }
  bool is_stale() const { return spot().mark != publishing::mark_of(notice()); }
};
struct OpenedNotice {
  std::optional<OpenNotice> open;
  web::Response refusal;
};

OpenedNotice open_notice(const Visit& visit) {
  OpenedEditing opened = open_editing(visit);
  if (!opened.editing) return {std::nullopt, opened.refusal};
  const auto number = core::number_from_digits(visit.parameters.find("notice")->second);
  const std::vector<Notice>& notices = notices_of(*opened.editing);
  const bool is_there = number && static_cast<std::size_t>(*number) < notices.size();
  if (!is_there || !may_change(*opened.editing, notices[static_cast<std::size_t>(*number)]))
    return {std::nullopt, web::not_found()};
  return {OpenNotice{*std::move(opened.editing), static_cast<std::size_t>(*number)}, {}};
}

web::Response notice_page(const OpenNotice& open, int status, const web::Fields& typed,
                          const std::vector<FormMistake>& mistakes) {
  const Visit& visit = open.editing.visit;
  core::TemplateData data;
  data.set("EDIT_ID", std::to_string(open.index))
      .set("EDIT_MARK", publishing::mark_of(open.notice()));
  if (status == 409) {
    data.show("HAS_NOW");
    data.add("NOW")
        .set("NOW_LABEL", visit.texts().get("changes.field.text"))
        .set_optional("NOW_VALUE", open.notice().text);
  }
  add_notice_fields(data, open.editing, typed, mistakes);
  add_problems(data, mistakes);
  return desk_page(visit, status, "desk/publishing_notice_form",
                   visit.texts().get("desk.publishing.notices.change"), data);
}

std::vector<NoticeSpot> spots_in(std::string_view listed) {
  std::vector<NoticeSpot> spots;
  for (const std::string& one : core::split(listed, ' ')) {
    const std::size_t colon = one.find(':');
    const auto index = core::number_from_digits(std::string_view(one).substr(0, colon));
    if (index && colon != std::string::npos)
      spots.push_back({static_cast<std::size_t>(*index), one.substr(colon + 1)});
  }
  return spots;
}

}  // namespace

web::Response show_notices(const Visit& visit) {
  const OpenedEditing opened = open_editing(visit);
  return opened.editing ? notice_list_page(*opened.editing, 200, {}, {}) : opened.refusal;
}

web::Response receive_notice(const Visit& visit) {
  const OpenedEditing opened = open_editing(visit);
  if (!opened.editing) return opened.refusal;
  const Editing& editing = *opened.editing;
  std::vector<FormMistake> mistakes;
  const Notice notice = notice_in(editing, mistakes);
  if (!mistakes.empty()) return notice_list_page(editing, 422, visit.form, mistakes);
  return keep_edit(
      editing,
      [&](const core::FolderTexts& texts) { return publishing::add_notice(texts, notice); },
      editing.root() + "/notices",
      [&](const EditProblem& problem) {
        return notice_list_page(editing, problem.status, visit.form,
                                as_mistakes(problem.sentences));
      });
}

web::Response clear_notices(const Visit& visit) {
  const OpenedEditing opened = open_editing(visit);
  if (!opened.editing) return opened.refusal;
  const Editing& editing = *opened.editing;
  const auto show_again = [&](const EditProblem& problem) {
    return notice_list_page(editing, problem.status, {}, as_mistakes(problem.sentences));
  };
  if (visit.form.get("over") != over_ones(editing)) return show_again(outdated(visit));
  return keep_edit(
      editing,
      [&](const core::FolderTexts& texts) {
        return publishing::remove_notices(texts, spots_in(visit.form.get("over")));
      },
      editing.root() + "/notices", show_again);
}

web::Response show_notice(const Visit& visit) {
  const OpenedNotice opened = open_notice(visit);
  return opened.open ? notice_page(*opened.open, 200, typed_of(opened.open->notice()), {})
                     : opened.refusal;
}

web::Response change_notice(const Visit& visit) {
  const OpenedNotice opened = open_notice(visit);
  if (!opened.open) return opened.refusal;
  const OpenNotice& open = *opened.open;
  const auto show_again = [&](const EditProblem& problem) {
    return notice_page(open, problem.status, visit.form, as_mistakes(problem.sentences));
  };
  if (open.is_stale()) return show_again(outdated(visit));
  std::vector<FormMistake> mistakes;
  const Notice notice = notice_in(open.editing, mistakes);
  if (!mistakes.empty()) return notice_page(open, 422, visit.form, mistakes);
  return keep_edit(
      open.editing,
      [&](const core::FolderTexts& texts) {
        return publishing::set_notice(texts, open.spot(), notice);
      },
      open.editing.root() + "/notices", show_again);
}

web::Response remove_notice(const Visit& visit) {
  const OpenedNotice opened = open_notice(visit);
  if (!opened.open) return opened.refusal;
  const OpenNotice& open = *opened.open;
  const auto show_again = [&](const EditProblem& problem) {
    return notice_page(open, problem.status, typed_of(open.notice()),
                       as_mistakes(problem.sentences));
  };
  if (open.is_stale()) return show_again(outdated(visit));
  return keep_edit(
      open.editing,
      [&](const core::FolderTexts& texts) {
        return publishing::remove_notices(texts, {open.spot()});
      },
      open.editing.root() + "/notices", show_again);
}

}  // namespace handler::desk
